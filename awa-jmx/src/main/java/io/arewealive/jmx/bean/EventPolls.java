package io.arewealive.jmx.bean;

import io.arewealive.event.Event;
import io.arewealive.event.EventStream;
import io.arewealive.event.Events;
import io.arewealive.jmx.open.Arguments;
import io.arewealive.jmx.open.Parameter;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Lets remote followers wait for events. Each holds a thread of the connector, so only so many wait; others are answered at once, and ask
 * again. Any thread.
 */
final class EventPolls {

    /** The longest wait. */
    static final Duration LONGEST = Duration.ofSeconds(10);

    private static final String NAME = "waitMillis";
    private static final int WAITERS = 64;

    /** A table that came as a whole brings events without telling each. */
    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

    private final Events events;
    private final Semaphore room = new Semaphore(WAITERS);
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition happened = lock.newCondition();
    private boolean closed;

    EventPolls(Events events) {
        this.events = events;
    }

    static Parameter parameter() {
        return Parameter.number(
                NAME,
                "milliseconds",
                "How long to wait for the first event, 0 to " + LONGEST.toMillis() + "; shorter if " + WAITERS
                        + " wait already.");
    }

    static Duration read(Arguments arguments) {
        long millis = arguments.number(NAME);
        if (millis < 0 || millis > LONGEST.toMillis()) {
            throw new IllegalArgumentException(NAME + " " + millis + " must lie between 0 and " + LONGEST.toMillis());
        }
        return Duration.ofMillis(millis);
    }

    /** The events after a number; waits for the first one. */
    List<Event> since(EventStream stream, long number, int limit, Duration wait) {
        if (events.last(stream) <= number && !wait.isZero() && room.tryAcquire()) {
            try {
                await(stream, number, wait);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted while waiting for events", e);
            } finally {
                room.release();
            }
        }
        return events.last(stream) <= number ? List.of() : events.since(stream, number, limit);
    }

    /** Something has happened; nobody waits in vain. */
    void wake() {
        lock.lock();
        try {
            happened.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Nobody waits any longer. */
    void close() {
        lock.lock();
        try {
            closed = true;
            happened.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void await(EventStream stream, long number, Duration wait) throws InterruptedException {
        long left = wait.toNanos();
        lock.lock();
        try {
            while (!closed && left > 0 && events.last(stream) <= number) {
                long look = Math.min(left, LOOK_NANOS);
                left -= look - happened.awaitNanos(look);
            }
        } finally {
            lock.unlock();
        }
    }
}
