package io.arewealive.kv;

import java.time.Duration;
import java.util.Optional;

/**
 * The answer to a read.
 *
 * @param <T> what was asked for
 */
public sealed interface Reading<T> {

    /**
     * What there is.
     *
     * @param value what was asked for
     * @param revision the store's revision that it was read at
     * @param consistency how new it is: {@link Consistency#LOCAL} marks an answer that no majority confirmed
     * @param age how long ago this node was last known to be up to date, zero for a linear read; empty if it has not been since its start
     */
    record Found<T>(T value, long revision, Consistency consistency, Optional<Duration> age) implements Reading<T> {}

    /**
     * A linear read found no majority.
     *
     * @param message what is missing
     */
    record NoQuorum<T>(String message) implements Reading<T> {}

    /**
     * A linear read found no leader in time; try again in a moment.
     *
     * @param message what is going on
     */
    record NoLeader<T>(String message) implements Reading<T> {}
}
