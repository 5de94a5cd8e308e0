package io.arewealive.log;

/**
 * What became of a snapshot that somebody wanted at once.
 *
 * @param index the last entry that the newest durable snapshot holds
 * @param problem why no new one was written; empty if the snapshot at {@code index} is as new as it can be
 */
public record SnapshotOutcome(long index, String problem) {

    /** Whether everything that was applied when it was asked for is in a durable snapshot. */
    public boolean isTaken() {
        return problem.isEmpty();
    }
}
