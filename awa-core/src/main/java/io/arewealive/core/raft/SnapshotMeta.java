package io.arewealive.core.raft;

/**
 * Which part of the log a snapshot stands for.
 *
 * @param index the last entry it holds
 * @param term that entry's term
 * @param membership the voters at that entry
 */
public record SnapshotMeta(long index, long term, Membership membership) {

    /** Before the first entry. */
    public static final SnapshotMeta EMPTY = new SnapshotMeta(0, 0, Membership.none());
}
