package io.arewealive.core.loop;

import java.time.Duration;

/** Waiting for threads to end. */
final class Threads {

    private Threads() {}

    /** Waits a bounded time, unless called from the thread itself. */
    static void join(Thread thread, Duration most) {
        if (Thread.currentThread() == thread) {
            return;
        }
        try {
            thread.join(most.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
