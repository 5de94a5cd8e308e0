package io.arewealive.standalone;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Gives back memory that a start or a burst of work has left behind. The simple collector shrinks its heap only when it collects all
 * of it, which on a server at rest may be never. Thread {@code awa-tidy}.
 */
final class Tidy implements AutoCloseable {

    private static final Duration FIRST = Duration.ofSeconds(20);
    private static final Duration EVERY = Duration.ofMinutes(10);
    private static final int WORTH_IT_PERCENT = 25;

    private final CountDownLatch stop = new CountDownLatch(1);
    private long kept;

    private Tidy() {}

    /** Begins: a look soon after the start, and one every ten minutes. */
    static Tidy begin() {
        var tidy = new Tidy();
        var thread = new Thread(tidy::run, "awa-tidy");
        thread.setDaemon(true);
        thread.start();
        return tidy;
    }

    private void run() {
        try {
            Duration wait = FIRST;
            while (!stop.await(wait.toMillis(), TimeUnit.MILLISECONDS)) {
                look();
                wait = EVERY;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void look() {
        Runtime memory = Runtime.getRuntime();
        if (memory.totalMemory() * 100 > kept * (100 + WORTH_IT_PERCENT)) {
            System.gc();
            kept = memory.totalMemory();
        }
    }

    @Override
    public void close() {
        stop.countDown();
    }
}
