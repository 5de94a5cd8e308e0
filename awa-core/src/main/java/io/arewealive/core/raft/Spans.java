package io.arewealive.core.raft;

import java.util.random.RandomGenerator;

/** The engine's times in nanoseconds. */
record Spans(long heartbeat, long electionMin, long electionMax, long jitterMin, long jitterMax, long pullWait) {

    /** No deadline. */
    static final long NEVER = Long.MAX_VALUE;

    static Spans of(RaftTiming timing) {
        return new Spans(
                timing.heartbeat().toNanos(),
                timing.electionMin().toNanos(),
                timing.electionMax().toNanos(),
                timing.jitterMin().toNanos(),
                timing.jitterMax().toNanos(),
                timing.pullWait().toNanos());
    }

    long election(RandomGenerator random) {
        return between(electionMin, electionMax, random);
    }

    long jitter(RandomGenerator random) {
        return between(jitterMin, jitterMax, random);
    }

    /** How long a pull may stay without an answer. */
    long pullTimeout() {
        return pullWait + 2 * heartbeat;
    }

    private static long between(long least, long most, RandomGenerator random) {
        return least == most ? least : random.nextLong(least, most + 1);
    }
}
