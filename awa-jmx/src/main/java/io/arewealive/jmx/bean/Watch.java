package io.arewealive.jmx.bean;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Does something small again and again on a thread of its own, until it is closed. */
final class Watch implements AutoCloseable {

    private static final Duration JOIN = Duration.ofSeconds(1);

    private final CountDownLatch closed = new CountDownLatch(1);
    private final Duration every;
    private final Runnable task;
    private final Thread thread;

    Watch(String name, Duration every, Runnable task) {
        this.every = every;
        this.task = task;
        this.thread = new Thread(this::run, "awa-jmx-" + name);
        this.thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    /** Ends the thread, bounded in time. Idempotent. */
    @Override
    public void close() {
        closed.countDown();
        try {
            thread.join(JOIN.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            while (!closed.await(every.toNanos(), TimeUnit.NANOSECONDS)) {
                task.run();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
