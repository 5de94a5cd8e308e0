package io.arewealive.core.store;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Runs work that damaged files could send round in circles, on a thread of its own, and stops waiting for it when its pulse has
 * stood still too long. The work's next pulse then throws, so it ends if it can.
 */
final class Watch {

    private final Duration patience;
    private final Runnable pulseCheck;
    private final AtomicLong pulses = new AtomicLong();
    private volatile boolean givenUp;

    /**
     * @param patience how long the pulse may stand still
     * @param pulseCheck called at each pulse, may end the work by throwing
     */
    Watch(Duration patience, Runnable pulseCheck) {
        this.patience = patience;
        this.pulseCheck = pulseCheck;
    }

    /** Called by the work. */
    void pulse() {
        pulses.incrementAndGet();
        pulseCheck.run();
        if (givenUp) {
            throw StoreException.later("given up meanwhile");
        }
    }

    /** Whether the work stood still, and may do so for ever. */
    boolean isGivenUp() {
        return givenUp;
    }

    /**
     * Waits for the work.
     *
     * @throws RuntimeException what the work threw, as it is or as the cause; a {@link StoreException} if its pulse stood still
     */
    <T> T run(Callable<T> work) {
        var task = new FutureTask<>(work);
        var thread = new Thread(task, "awa-store-check");
        thread.setDaemon(true);
        thread.start();
        while (true) {
            long before = pulses.get();
            try {
                return task.get(patience.toNanos(), TimeUnit.NANOSECONDS);
            } catch (TimeoutException e) {
                if (pulses.get() == before) {
                    givenUp = true;
                    throw StoreException.later("reading it stood still for " + patience);
                }
            } catch (ExecutionException e) {
                throw e.getCause() instanceof RuntimeException failure
                        ? failure
                        : new IllegalStateException(e.getCause());
            } catch (InterruptedException e) {
                givenUp = true;
                Thread.currentThread().interrupt();
                throw new StoreException("interrupted while the database was read", e);
            }
        }
    }
}
