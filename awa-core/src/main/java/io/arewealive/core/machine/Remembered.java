package io.arewealive.core.machine;

import io.arewealive.core.step.Ending;
import io.arewealive.core.step.Result;

/**
 * How a command ended that is remembered.
 *
 * @param index where in the log
 */
record Remembered(Result result, long index) {

    /** What is to be said to whoever asks again. */
    Ending.Settled again() {
        return new Ending.Settled(result, true, 1);
    }

    /** What is to be said to whoever asked first. */
    Ending.Settled first() {
        return new Ending.Settled(result, false, 1);
    }
}
