package io.arewealive.jmx;

import io.arewealive.jmx.RemoteAwaException.Reason;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Runs calls that cannot be interrupted on daemon threads, and gives them up when their time has passed: the JDK's remote calls wait
 * for ever for a server that hangs.
 */
final class Deadlines implements AutoCloseable {

    private static final int THREADS = 4;
    private static final int QUEUE = 64;
    private static final int IDLE_SECONDS = 5;

    private final AtomicInteger number = new AtomicInteger();
    private final ThreadPoolExecutor threads;
    private final String server;

    Deadlines(String server) {
        this.server = server;
        threads = new ThreadPoolExecutor(
                THREADS, THREADS, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(QUEUE), this::thread);
        threads.allowCoreThreadTimeOut(true);
    }

    /** Runs the call; what it throws is told apart by {@link Failures}. */
    <T> T within(String what, Duration atMost, Callable<T> call) {
        Future<T> future = submit(what, call);
        try {
            return future.get(atMost.toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            throw Failures.of(server, what, e.getCause() == null ? e : e.getCause());
        } catch (TimeoutException e) {
            future.cancel(true);
            throw new RemoteAwaException(
                    Reason.NO_ANSWER, server + " did not answer within " + atMost.toMillis() + " ms (" + what + ")", e);
        } catch (InterruptedException e) {
            future.cancel(true);
            Thread.currentThread().interrupt();
            throw new RemoteAwaException(Reason.NO_ANSWER, "interrupted while waiting for " + server, e);
        }
    }

    /** For a call that has just made something: throws if nobody waits for it any more. */
    void requireOpen() {
        if (threads.isShutdown()) {
            throw new RemoteAwaException(Reason.NOT_REACHABLE, "the connection to " + server + " was given up");
        }
    }

    /** Ends the threads; one that hangs in a call ends with it. */
    @Override
    public void close() {
        threads.shutdownNow();
    }

    private <T> Future<T> submit(String what, Callable<T> call) {
        try {
            return threads.submit(call);
        } catch (RejectedExecutionException e) {
            throw new RemoteAwaException(
                    Reason.NOT_REACHABLE,
                    "the connection to " + server + " is closed, or too many calls wait for it (" + what + ")",
                    e);
        }
    }

    private Thread thread(Runnable task) {
        var thread = new Thread(task, "awa-remote-" + number.incrementAndGet());
        thread.setDaemon(true);
        thread.setContextClassLoader(Deadlines.class.getClassLoader());
        return thread;
    }
}
