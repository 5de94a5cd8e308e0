package io.arewealive.samples.benchmarks;

import io.arewealive.status.ClusterStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.function.Predicate;

/** Looks at several servers at once, again and again, until each shows what is wanted. */
final class Watching {

    private static final long PAUSE_NANOS = 1_000_000;
    private static final long PATIENCE_SECONDS = 60;

    private final List<FutureTask<Long>> watchers = new ArrayList<>();

    /** Begins to look at the status that each server shows by JMX. */
    static Watching of(List<ServerProcess> servers, Predicate<ClusterStatus> wanted) {
        return of(servers, server -> wanted.test(server.remote().status()), PAUSE_NANOS);
    }

    static Watching of(List<ServerProcess> servers, Function<ServerProcess, Boolean> wanted, long pauseNanos) {
        var watching = new Watching();
        for (ServerProcess server : servers) {
            var watcher = new FutureTask<>(() -> watch(server, wanted, pauseNanos));
            watching.watchers.add(watcher);
            var thread = new Thread(watcher, "watch-" + server.name());
            thread.setDaemon(true);
            thread.start();
        }
        return watching;
    }

    /** When the last server showed it, as {@code System.nanoTime()}. */
    long end() throws InterruptedException {
        long last = Long.MIN_VALUE;
        for (FutureTask<Long> watcher : watchers) {
            try {
                last = Math.max(last, watcher.get(PATIENCE_SECONDS + 1, TimeUnit.SECONDS));
            } catch (ExecutionException | TimeoutException e) {
                throw new IllegalStateException("a server did not come to show what was awaited", e);
            }
        }
        return last;
    }

    private static long watch(ServerProcess server, Function<ServerProcess, Boolean> wanted, long pauseNanos) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (!wanted.apply(server)) {
            if (System.nanoTime() - deadline > 0) {
                throw new IllegalStateException(server.name() + " shows "
                        + server.remote().status().nodes() + " "
                        + server.remote().status().problems());
            }
            LockSupport.parkNanos(pauseNanos);
        }
        return System.nanoTime();
    }
}
