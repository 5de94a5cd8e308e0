package io.arewealive.core.step;

/**
 * The time, given from outside to whatever decides.
 *
 * @param nanos monotonic; for deadlines
 * @param wallMillis since 1970; for people
 */
public record Now(long nanos, long wallMillis) {}
