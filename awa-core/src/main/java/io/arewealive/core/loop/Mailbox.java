package io.arewealive.core.loop;

import io.arewealive.core.step.Input;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Where inputs wait for the loop. What comes from outside (frames, callers) is refused when too much waits; results of work that the
 * loop itself ordered are always taken, since there are never more of them than of that work. Any thread.
 */
public final class Mailbox {

    /** How many inputs from outside may wait. */
    public static final int CAPACITY = 65_536;

    private static final int MINOR = 512;

    private final LinkedBlockingQueue<Input> queue = new LinkedBlockingQueue<>();
    private final AtomicLong refused = new AtomicLong();

    /** Something from outside. Returns whether there was room. */
    public boolean offer(Input input) {
        if (queue.size() >= CAPACITY) {
            refused.incrementAndGet();
            return false;
        }
        return queue.add(input);
    }

    /** Something from outside that may get lost when there is much else. */
    public void offerMinor(Input input) {
        if (queue.size() < MINOR) {
            queue.add(input);
        } else {
            refused.incrementAndGet();
        }
    }

    /** The result of something that the loop ordered. */
    public void result(Input input) {
        queue.add(input);
    }

    /** How many were refused so far. */
    public long refused() {
        return refused.get();
    }

    void take(List<Input> into, int most, long waitNanos) throws InterruptedException {
        Input first = waitNanos > 0 ? queue.poll(waitNanos, TimeUnit.NANOSECONDS) : queue.poll();
        if (first != null) {
            into.add(first);
            queue.drainTo(into, most - 1);
        }
    }
}
