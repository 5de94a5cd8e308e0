package io.arewealive.samples.benchmarks;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;

/** Looks again and again until something is so. */
final class Wait {

    /** How long something may take before measuring it is given up. */
    static final Duration PATIENCE = Duration.ofSeconds(60);

    private Wait() {}

    /** Returns when it became so, as {@code System.nanoTime()}; an exception counts as not yet. */
    static long until(String what, Duration pause, Callable<Boolean> wanted) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        Exception last = null;
        while (true) {
            try {
                if (wanted.call()) {
                    return System.nanoTime();
                }
            } catch (Exception e) {
                last = e;
            }
            if (System.nanoTime() - deadline > 0) {
                throw new IllegalStateException(what + " did not come within " + PATIENCE.toSeconds() + " s", last);
            }
            LockSupport.parkNanos(pause.toNanos());
        }
    }

    /** Looks until there is a value. */
    static <T> T value(String what, Duration pause, Callable<Optional<T>> wanted) {
        List<T> found = new ArrayList<>();
        until(what, pause, () -> {
            wanted.call().ifPresent(found::add);
            return !found.isEmpty();
        });
        return found.get(0);
    }

    static double millis(long begin, long end) {
        return (end - begin) / 1e6;
    }
}
