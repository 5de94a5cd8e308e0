package io.arewealive.standalone.elsewhere;

import io.arewealive.core.channel.Enquirer;
import io.arewealive.core.log.KnownNodes;
import io.arewealive.core.step.StatusCodec;
import io.arewealive.core.wire.WireException;
import io.arewealive.status.ClusterStatus;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * Asks all others at the same time, in random order. The first answer that knows a quorum counts at once. Any other waits a moment
 * for a better one: it may come from the lesser side of a split.
 *
 * @param answer the best that came in time
 * @param failures why the others did not answer, by name
 */
record Round(Optional<Answer> answer, Map<String, String> failures) {

    private static final int AT_ONCE = 32;
    private static final Duration ALL = Duration.ofSeconds(2);
    private static final Duration MOMENT = Duration.ofMillis(500);
    private static final String LATE = "no answer within " + ALL.toSeconds() + " s";

    /**
     * What a node showed.
     *
     * @param address where it was asked
     * @param status the picture
     */
    record Answer(String address, ClusterStatus status) {

        boolean isBetterThan(Answer other) {
            if (status.quorum() != other.status.quorum()) {
                return status.quorum();
            }
            return status.version() > other.status.version();
        }
    }

    /** One node, and one of the two. */
    private record Attempt(String name, Optional<Answer> answer, String failure) {}

    static Round of(KnownNodes known, Enquirer enquirer) throws InterruptedException {
        List<KnownNodes.Row> others = new ArrayList<>(known.nodes());
        others.removeIf(row -> row.name().equals(known.self()));
        Collections.shuffle(others);
        ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE, work -> {
            Thread thread = new Thread(work, "awa-ask");
            thread.setDaemon(true);
            return thread;
        });
        try {
            CompletionService<Attempt> attempts = new ExecutorCompletionService<>(threads);
            Map<String, String> failures = new TreeMap<>();
            for (KnownNodes.Row row : others) {
                failures.put(row.name(), LATE);
                Future<Attempt> unused = attempts.submit(() -> attempt(row, known, enquirer));
            }
            return gather(attempts, failures);
        } finally {
            threads.shutdownNow();
        }
    }

    private static Round gather(CompletionService<Attempt> attempts, Map<String, String> failures)
            throws InterruptedException {
        Optional<Answer> best = Optional.empty();
        long end = System.nanoTime() + ALL.toNanos();
        for (int waiting = failures.size(); waiting > 0; waiting--) {
            Future<Attempt> next = attempts.poll(end - System.nanoTime(), TimeUnit.NANOSECONDS);
            if (next == null) {
                break;
            }
            Attempt attempt = result(next);
            failures.put(attempt.name(), attempt.failure());
            if (attempt.answer().isPresent()) {
                if (best.isEmpty()) {
                    end = Math.min(end, System.nanoTime() + MOMENT.toNanos());
                }
                Answer present = attempt.answer().get();
                best = best.filter(former -> !present.isBetterThan(former)).or(attempt::answer);
                if (present.status().quorum()) {
                    break;
                }
            }
        }
        return new Round(best, failures);
    }

    private static Attempt result(Future<Attempt> done) throws InterruptedException {
        try {
            return done.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("asking failed: " + e.getCause(), e);
        }
    }

    private static Attempt attempt(KnownNodes.Row row, KnownNodes known, Enquirer enquirer) {
        try {
            ClusterStatus status = StatusCodec.decode(enquirer.ask(row.host(), row.port(), known.clusterId()));
            return new Attempt(row.name(), Optional.of(new Answer(row.address(), status)), "");
        } catch (IOException e) {
            return new Attempt(row.name(), Optional.empty(), String.valueOf(e.getMessage()));
        } catch (WireException e) {
            return new Attempt(
                    row.name(),
                    Optional.empty(),
                    "its answer cannot be read, it may be of a newer AWA: " + e.getMessage());
        }
    }
}
