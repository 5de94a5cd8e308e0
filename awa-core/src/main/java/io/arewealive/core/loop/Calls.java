package io.arewealive.core.loop;

import io.arewealive.core.step.Input;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongFunction;

/** Callers that wait for an answer of the loop, each for a bounded time. Any thread. */
public final class Calls {

    private static final Duration GRACE = Duration.ofSeconds(2);

    private final Mailbox mailbox;
    private final AtomicLong lastToken = new AtomicLong();
    private final ConcurrentHashMap<Long, CompletableFuture<Object>> open = new ConcurrentHashMap<>();
    private volatile boolean closed;

    /** Calls through this mailbox. */
    public Calls(Mailbox mailbox) {
        this.mailbox = mailbox;
    }

    /**
     * What came of a question.
     *
     * @param taken whether the loop took it
     * @param answer empty if it did not take it, ended, or did not answer in time
     */
    public record Reply<T>(boolean taken, Optional<T> answer) {}

    /**
     * Puts a question and waits for its answer.
     *
     * @param question makes the input out of the token that its answer carries
     * @param timeout how long the loop takes at most; a little more is waited
     */
    public <T> Reply<T> ask(Class<T> answer, Duration timeout, LongFunction<Input> question) {
        long token = lastToken.incrementAndGet();
        var future = new CompletableFuture<Object>();
        open.put(token, future);
        try {
            if (closed || !mailbox.offer(question.apply(token))) {
                return new Reply<>(false, Optional.empty());
            }
            Object value = future.get(timeout.plus(GRACE).toMillis(), TimeUnit.MILLISECONDS);
            return new Reply<>(true, Optional.of(answer.cast(value)));
        } catch (CancellationException | ExecutionException | TimeoutException e) {
            return new Reply<>(true, Optional.empty());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Reply<>(true, Optional.empty());
        } finally {
            open.remove(token);
        }
    }

    /** The answer to a question. */
    public void answer(long token, Object answer) {
        CompletableFuture<Object> future = open.get(token);
        if (future != null) {
            future.complete(answer);
        }
    }

    /** Sends all who wait away. */
    public void close() {
        closed = true;
        open.values().forEach(future -> future.cancel(false));
    }
}
