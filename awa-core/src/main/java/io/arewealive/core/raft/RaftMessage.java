package io.arewealive.core.raft;

import io.arewealive.core.wire.Bytes;
import io.arewealive.node.NodeId;
import java.util.List;
import java.util.Optional;

/**
 * What the engines of two nodes say to each other. Each message carries its sender's term; any of them may be lost, doubled or
 * overtaken by another.
 */
public sealed interface RaftMessage {

    /** The sender's term when it wrote this. */
    long term();

    /**
     * Would you vote for me in the next term? Touches nobody's term.
     *
     * @param attempt told back in the answer, so that an old answer does not count
     * @param lastIndex the end of the sender's log
     * @param lastTerm the term there
     */
    record PreVote(long term, long attempt, long lastIndex, long lastTerm) implements RaftMessage {}

    /** Whether a vote would be given. */
    record PreVoteReply(long term, long attempt, boolean granted) implements RaftMessage {}

    /**
     * Vote for me in this term.
     *
     * @param lastIndex the end of the sender's log
     * @param lastTerm the term there
     * @param transfer the leader itself asked for this election
     */
    record Vote(long term, long lastIndex, long lastTerm, boolean transfer) implements RaftMessage {}

    /** The vote, durable at its sender. */
    record VoteReply(long term, boolean granted) implements RaftMessage {}

    /**
     * The leader's word: entries, or none as a sign of life.
     *
     * @param round rises with every question for a sign of life; told back
     * @param prevIndex the entry before the first of {@code entries}; 0 if nothing is claimed about the follower's log
     * @param prevTerm its term
     * @param commit the leader's commit index
     * @param entries ascending from {@code prevIndex + 1}
     */
    record Append(long term, long round, long prevIndex, long prevTerm, long commit, List<Entry> entries)
            implements RaftMessage {
        /** Copies the list. */
        public Append {
            entries = List.copyOf(entries);
        }
    }

    /**
     * The follower goes along.
     *
     * @param round the highest round it was asked in this term
     * @param matched up to here its log equals the leader's and is on its disk
     */
    record AppendReply(long term, long round, long matched) implements RaftMessage {}

    /**
     * The follower's log does not hold the previous entry, or its term is a later one.
     *
     * @param round the highest round it was asked in this term
     * @param prevIndex what was refused
     * @param hint its log may equal the leader's up to here
     */
    record AppendRefused(long term, long round, long prevIndex, long hint) implements RaftMessage {}

    /**
     * A part of a snapshot.
     *
     * @param meta what the whole stands for
     * @param offset where this part begins
     * @param total the length of the whole
     * @param data this part; it is the last one if it reaches {@code total}
     */
    record SnapshotChunk(long term, SnapshotMeta meta, long offset, long total, Bytes data) implements RaftMessage {}

    /**
     * How far a snapshot that the leader sends has come.
     *
     * @param index the snapshot's index
     * @param offset the next part that is wanted
     * @param installed it is on disk, or no longer needed
     */
    record SnapshotReply(long term, long index, long offset, boolean installed) implements RaftMessage {}

    /** The leader hands over: campaign at once. */
    record TimeoutNow(long term) implements RaftMessage {}

    /**
     * A long poll for committed entries.
     *
     * @param id told back in the answer
     * @param position everything up to here is there already
     * @param durable and up to here on disk
     * @param snapshotIndex the snapshot of which a part is there, 0 if none
     * @param snapshotOffset how much of it
     */
    record Pull(long term, long id, long position, long durable, long snapshotIndex, long snapshotOffset)
            implements RaftMessage {}

    /**
     * The answer to {@link Pull}.
     *
     * @param leader the leader of that term, if known
     * @param leaderAgeNanos how long ago a leader with a majority was heard; negative if never
     * @param prevIndex the entry before the first of {@code entries}
     * @param prevTerm its term
     * @param commit the sender's commit index
     * @param entries ascending from {@code prevIndex + 1}, all committed
     */
    record PullReply(
            long term,
            long id,
            Optional<NodeId> leader,
            long leaderAgeNanos,
            long prevIndex,
            long prevTerm,
            long commit,
            List<Entry> entries)
            implements RaftMessage {
        /** Copies the list. */
        public PullReply {
            entries = List.copyOf(entries);
        }
    }

    /** An observer that pulls from somebody else tells the leader how far it is on disk. */
    record Position(long term, long durable) implements RaftMessage {}
}
