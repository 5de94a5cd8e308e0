package io.arewealive.core.loop;

import io.arewealive.core.step.Effect;
import io.arewealive.core.step.Input;
import io.arewealive.core.step.StoreBatch;
import io.arewealive.core.step.StoreImage;
import io.arewealive.core.store.StoreException;
import io.arewealive.core.store.StoreState;
import io.arewealive.core.store.TableStore;
import io.arewealive.event.Event;
import io.arewealive.event.EventStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The thread {@code awa-store}: owns the database. The loop gives it one batch at a time, readers may wait behind it, at most a
 * bounded number for a bounded time.
 */
public final class StoreWriter implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(StoreWriter.class);
    private static final int QUEUE = 256;
    private static final Duration CLOSE = Duration.ofSeconds(2);
    private static final Duration EXPIRE_EVERY = Duration.ofMinutes(10);

    private final String node;
    private final TableStore store;
    private final Mailbox mailbox;
    private final Supplier<Instant> wallClock;
    private final Supplier<Retention> retention;
    private final ThreadPoolExecutor thread;
    private final CompletableFuture<Void> closed = new CompletableFuture<>();
    private Instant nextExpiry = Instant.MIN;

    /** How long events are kept, and how many. */
    public record Retention(Duration age, int count) {}

    /** A writer that has not opened its database yet. */
    public StoreWriter(
            String name,
            TableStore store,
            Mailbox mailbox,
            Supplier<Instant> wallClock,
            Supplier<Retention> retention) {
        this.node = name;
        this.store = store;
        this.mailbox = mailbox;
        this.wallClock = wallClock;
        this.retention = retention;
        this.thread = new Worker(name);
    }

    /** One thread with a bounded queue that tells when it has ended. */
    private final class Worker extends ThreadPoolExecutor {

        Worker(String node) {
            super(1, 1, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>(QUEUE), work -> {
                var made = new Thread(work, "awa-store-" + node);
                made.setDaemon(true);
                return made;
            });
        }

        @Override
        protected void terminated() {
            closed.complete(null);
        }
    }

    /** Opens and verifies the database in the background. */
    public void start() {
        run(this::open);
    }

    private void open() {
        try {
            StoreState state = store.open();
            if (state instanceof StoreState.Sound sound) {
                mailbox.result(new Input.StoreOpened(
                        Optional.of(new Input.Stored(sound.lastApplied(), sound.version(), sound.hash())),
                        store.lastEvent(EventStream.CLUSTER),
                        ""));
            } else if (state instanceof StoreState.Damaged damaged) {
                LOG.debug("node={} store damaged={} action=rebuild", node, damaged.what()); // the loop says so, once
                mailbox.result(new Input.StoreOpened(Optional.empty(), 0, damaged.what()));
            }
        } catch (RuntimeException e) {
            LOG.debug("node={} store open failed", node, e); // the loop says so, once
            mailbox.result(new Input.StoreOpened(Optional.empty(), 0, String.valueOf(e.getMessage())));
        }
    }

    /** Writes a batch; the answer goes to the mailbox. */
    public void write(Effect.Store effect) {
        StoreBatch batch = effect.batch();
        attempt(
                () -> {
                    store.write(batch);
                    expire();
                },
                new Input.StoreWritten(
                        new Input.Stored(batch.lastApplied(), batch.version(), batch.hash()),
                        effect.clusterEvent(),
                        effect.localEvent()));
    }

    /** Fills the database anew; the answer goes to the mailbox. */
    public void rebuild(Effect.RebuildStore effect) {
        StoreImage image = effect.image();
        attempt(
                () -> store.rebuild(image),
                new Input.StoreWritten(
                        new Input.Stored(image.lastApplied(), image.version(), image.hash()),
                        effect.clusterEvent(),
                        0));
    }

    /** Kept events, or empty if the database cannot tell within {@code most}. Any thread. */
    public Optional<List<Event>> events(EventStream stream, long after, int limit, Duration most) {
        try {
            Future<List<Event>> asked = CompletableFuture.supplyAsync(() -> store.events(stream, after, limit), thread);
            return Optional.of(asked.get(most.toMillis(), TimeUnit.MILLISECONDS));
        } catch (ExecutionException | TimeoutException | RejectedExecutionException e) {
            LOG.debug("the database does not answer", e);
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private void attempt(Runnable work, Input whenDone) {
        run(() -> {
            try {
                work.run();
                mailbox.result(whenDone);
            } catch (StoreException e) {
                mailbox.result(new Input.StoreFailed(String.valueOf(e.getMessage()), e.wantsRebuild()));
            } catch (RuntimeException e) {
                LOG.warn("node={} store failed unexpectedly", node, e);
                mailbox.result(new Input.StoreFailed(e.toString(), true));
            }
        });
    }

    private void expire() {
        Instant now = wallClock.get();
        if (now.isAfter(nextExpiry)) {
            nextExpiry = now.plus(EXPIRE_EVERY);
            Retention keep = retention.get();
            store.expireEvents(now.minus(keep.age()), keep.count());
        }
    }

    private void run(Runnable work) {
        try {
            thread.execute(work);
        } catch (RejectedExecutionException e) {
            if (!thread.isShutdown()) {
                mailbox.result(new Input.StoreFailed("more than " + QUEUE + " requests wait for the database", false));
            }
        }
    }

    /** Completes when the database is closed and the thread has ended, which may be a little after {@link #close} gave up waiting. */
    public CompletableFuture<Void> closed() {
        return closed;
    }

    /**
     * Ends the thread after what it is doing now, and closes the database; waits a bounded time for it. What it is doing is never
     * broken off: half-opened, the database would stay open. Idempotent.
     */
    @Override
    public void close() {
        if (!thread.isShutdown()) {
            thread.execute(store::close);
            thread.shutdown();
        }
        try {
            closed.get(CLOSE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            LOG.warn("node={} the database is still busy; it closes by itself when it is done", node);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }
}
