package io.arewealive.core.raft;

import io.arewealive.core.wire.Bytes;
import io.arewealive.node.NodeId;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What the engine wants done. The engine itself holds back every message that depends on an effect of its own being durable, so
 * the shell may carry effects out as they come: {@code Persist} and {@code PersistSnapshot} one after the other on one thread,
 * answered by {@code Persisted} in order; everything else at once.
 */
public sealed interface RaftEffect {

    /**
     * Make durable with one sync, then answer {@code Persisted(sequence)}.
     *
     * @param sequence rises by one with every Persist and PersistSnapshot
     * @param hardState the new term and vote, if they changed
     * @param truncateAfter drop all entries behind this index first, if given
     * @param entries to append, ascending; may be empty
     * @param commit the commit index known now: a hint for the next start, need not be synced by itself
     */
    record Persist(
            long sequence, Optional<HardState> hardState, OptionalLong truncateAfter, List<Entry> entries, long commit)
            implements RaftEffect {
        /** Copies the list. */
        public Persist {
            entries = List.copyOf(entries);
        }
    }

    /**
     * Make a received snapshot durable; all log before and, if it conflicts, behind it is void. Then answer {@code
     * Persisted(sequence)}.
     */
    record PersistSnapshot(long sequence, SnapshotMeta meta, Bytes data, boolean dropWholeLog) implements RaftEffect {}

    /** Send a message; it may get lost. */
    record Send(NodeId to, RaftMessage message) implements RaftEffect {}

    /** Read a part of the newest own snapshot file and send it as {@code RaftMessage.SnapshotChunk}. */
    record SendSnapshotChunk(NodeId to, long term, SnapshotMeta meta, long offset, int maxBytes)
            implements RaftEffect {}

    /** Apply these committed entries, in order, all kinds. */
    record Apply(List<Entry> entries) implements RaftEffect {
        /** Copies the list. */
        public Apply {
            entries = List.copyOf(entries);
        }
    }

    /** Replace the state machine's state; the snapshot is durable. */
    record Restore(SnapshotMeta meta, Bytes data) implements RaftEffect {}

    /** A proposal or membership change stands in this leader's log; it may still be lost unless this index is applied in this term. */
    record Accepted(long token, long index, long term) implements RaftEffect {}

    /** A proposal, read or membership change was not taken; nothing entered a log. */
    record Dropped(long token, Reason reason, Optional<NodeId> leader) implements RaftEffect {
        /** Why. */
        public enum Reason {
            /** This node does not lead. */
            NOT_LEADER,
            /** The leader lost its majority while a read waited. */
            NO_QUORUM,
            /** Too much is on its way already, try again. */
            BUSY,
            /** Another membership change is under way, or the wanted one is not possible. */
            REFUSED
        }
    }

    /** Whatever was applied up to this index answers the read. */
    record ReadReady(long token, long index) implements RaftEffect {}

    /** The role, term or known leader changed. */
    record RoleChanged(RaftRole role, long term, Optional<NodeId> leader) implements RaftEffect {}

    /** The voters changed, effective now (at append). */
    record MembershipChanged(Membership membership) implements RaftEffect {}

    /** This node's part has ended because its disk failed. */
    record Halted(String reason) implements RaftEffect {}
}
