package io.arewealive.core.step;

import java.time.Duration;

/**
 * The times of the failure detector.
 *
 * @param beat how often every node says that it is there
 * @param suspect silence after which a node is suspect; at least three beats
 * @param confirm further silence, in spite of direct questions, after which it is offline
 */
public record LivenessTiming(Duration beat, Duration suspect, Duration confirm) {

    /** How long a permanent node that left may stay away before it counts as offline. */
    public static final Duration LEFT_TOLERANCE = Duration.ofMinutes(15);

    /** Checks the order of the times. */
    public LivenessTiming {
        if (suspect.compareTo(beat.multipliedBy(3)) < 0) {
            throw new IllegalArgumentException("suspect=" + suspect.toMillis() + "ms is shorter than three beats of "
                    + beat.toMillis() + "ms; raise it to at least " + beat.toMillis() * 3 + "ms");
        }
    }
}
