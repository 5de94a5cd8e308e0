package io.arewealive.jmx;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks a server for what comes next, again and again, and goes on after the connection was lost, here or at another server. What came is
 * told on the same thread, so what is not told yet waits at the server.
 */
final class Poller implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Poller.class);
    private static final long FIRST_PAUSE_MILLIS = 50;
    private static final long LONGEST_PAUSE_MILLIS = 2_000;

    private final Link link;
    private final String what;
    private final Question question;
    private final Consumer<Poller> ended;
    private final CountDownLatch closed = new CountDownLatch(1);
    private Optional<Thread> asking = Optional.empty();
    private long pauseMillis = FIRST_PAUSE_MILLIS;

    /** What is asked of the server. */
    @FunctionalInterface
    interface Question {

        /**
         * Asks; interrupted by the end of the poller.
         *
         * @return tells what came, and says whether there was anything; not interrupted
         */
        BooleanSupplier ask(Link link) throws InterruptedException;
    }

    /**
     * Begins nothing yet.
     *
     * @param link of its own: while it waits it holds one of a link's few threads
     * @param what for the log, "the watch of …"
     */
    Poller(Link link, String what, Question question, Consumer<Poller> ended) {
        this.link = link;
        this.what = what;
        this.question = question;
        this.ended = ended;
    }

    void start(String name) {
        var thread = new Thread(this::run, name);
        thread.setDaemon(true);
        thread.start();
    }

    /** Whether nothing more is to be told. */
    boolean isClosed() {
        return closed.getCount() == 0;
    }

    /** Tells a listener; what it throws is its own affair. */
    void tell(Runnable call) {
        try {
            call.run();
        } catch (RuntimeException e) {
            LOG.warn("a listener of {} failed: {}", what, e.toString(), e);
        }
    }

    @Override
    public void close() {
        closed.countDown();
        synchronized (this) {
            asking.ifPresent(Thread::interrupt);
        }
        link.close();
        ended.accept(this);
    }

    private void run() {
        try {
            while (!isClosed()) {
                look();
            }
        } catch (InterruptedException e) {
            // It was closed, or its thread is not wanted any more.
        } finally {
            close();
        }
    }

    private void look() throws InterruptedException {
        long begin = System.nanoTime();
        try {
            boolean some = ask().getAsBoolean();
            boolean hasty = System.nanoTime() - begin
                    < Duration.ofMillis(FIRST_PAUSE_MILLIS).toNanos();
            if (some || !hasty) {
                pauseMillis = FIRST_PAUSE_MILLIS;
            } else {
                pause();
            }
        } catch (RemoteAwaException e) {
            if (!isClosed()) {
                LOG.debug("{} goes on when a server answers", what, e);
            }
            pause();
        }
    }

    /** Only here it is interrupted by its end: a listener is not. */
    private BooleanSupplier ask() throws InterruptedException {
        asks(Optional.of(Thread.currentThread()));
        try {
            return question.ask(link);
        } catch (RemoteAwaException e) {
            if (Thread.interrupted()) {
                throw (InterruptedException) new InterruptedException("while waiting for " + what).initCause(e);
            }
            throw e;
        } finally {
            asks(Optional.empty());
            Thread.interrupted(); // One that came with the last answer.
        }
    }

    private synchronized void asks(Optional<Thread> thread) {
        asking = thread;
    }

    private void pause() throws InterruptedException {
        closed.await(pauseMillis, TimeUnit.MILLISECONDS);
        pauseMillis = Math.min(2 * pauseMillis, LONGEST_PAUSE_MILLIS);
    }
}
