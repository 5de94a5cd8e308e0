package io.arewealive.jmx.bean;

import io.arewealive.event.Event;
import io.arewealive.event.EventStream;
import io.arewealive.event.Events;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Lets remote followers wait for events. Any thread.
 */
final class EventPolls {

    /** A table that came as a whole brings events without telling each. */
    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

    private final Events events;
    private final WaitingRoom room = new WaitingRoom();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition happened = lock.newCondition();
    private boolean closed;

    EventPolls(Events events) {
        this.events = events;
    }

    /** The events after a number; waits for the first one. */
    List<Event> since(EventStream stream, long number, int limit, Duration wait) {
        if (events.last(stream) <= number && room.enter(wait)) {
            try {
                await(stream, number, wait);
            } catch (InterruptedException e) {
                throw WaitingRoom.interrupted("event", e);
            } finally {
                room.leave();
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
