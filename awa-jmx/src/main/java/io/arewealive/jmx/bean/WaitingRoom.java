package io.arewealive.jmx.bean;

import io.arewealive.jmx.open.Arguments;
import io.arewealive.jmx.open.Parameter;
import java.time.Duration;
import java.util.concurrent.Semaphore;

/**
 * Where remote callers wait for something new. Each holds a thread of the connector, so only so many may wait; others are answered at
 * once, and ask again. Any thread.
 */
final class WaitingRoom {

    /** The longest wait. */
    private static final Duration LONGEST = Duration.ofSeconds(10);

    private static final String NAME = "waitMillis";
    private static final int PLACES = 64;

    private final Semaphore places = new Semaphore(PLACES);

    /** What a caller says of how long it waits for the first of these, for example "change". */
    static Parameter parameter(String what) {
        return Parameter.number(
                NAME,
                "milliseconds",
                "How long to wait for the first " + what + ", 0 to " + LONGEST.toMillis() + "; shorter if " + PLACES
                        + " wait already.");
    }

    static Duration read(Arguments arguments) {
        long millis = arguments.number(NAME);
        if (millis < 0 || millis > LONGEST.toMillis()) {
            throw new IllegalArgumentException(NAME + " " + millis + " must lie between 0 and " + LONGEST.toMillis());
        }
        return Duration.ofMillis(millis);
    }

    /** Takes a place for somebody who wants to wait, if there is one; it is given back by {@link #leave}. */
    boolean enter(Duration wait) {
        return !wait.isZero() && places.tryAcquire();
    }

    void leave() {
        places.release();
    }

    /** For whom the wait was cut short. */
    static IllegalStateException interrupted(String what, InterruptedException e) {
        Thread.currentThread().interrupt();
        return new IllegalStateException("interrupted while waiting for " + what + "s", e);
    }
}
