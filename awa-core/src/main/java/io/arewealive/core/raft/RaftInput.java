package io.arewealive.core.raft;

import io.arewealive.core.wire.Bytes;
import io.arewealive.node.NodeId;
import java.util.List;
import java.util.Set;

/** What the engine is told. */
public sealed interface RaftInput {

    /** Time has passed; given when {@code deadlineNanos()} is reached, and harmless at any other moment. */
    record Tick() implements RaftInput {}

    /** A message arrived. */
    record Received(NodeId from, RaftMessage message) implements RaftInput {}

    /** All {@code Persist} and {@code PersistSnapshot} effects up to this sequence number are on disk. */
    record Persisted(long sequence) implements RaftInput {}

    /** The disk failed: this node takes no further part until it restarts. */
    record PersistFailed(String reason) implements RaftInput {}

    /**
     * Whether the disk keeps everything waiting for now, which may last. Nothing is lost by that, so this node keeps its place; but it
     * neither leads nor campaigns until the disk goes on.
     */
    record DiskStalled(boolean stalled) implements RaftInput {}

    /** A command to be appended, if this node leads. Answered by {@code Accepted} or {@code Dropped}. */
    record Propose(long token, Bytes payload) implements RaftInput {}

    /** A linear read is wanted, if this node leads. Answered by {@code ReadReady} or {@code Dropped}. */
    record Read(long token) implements RaftInput {}

    /** Other voters are wanted, if this node leads. Answered by {@code Accepted} or {@code Dropped}. */
    record ChangeVoters(long token, Set<NodeId> voters) implements RaftInput {
        /** Copies the set. */
        public ChangeVoters {
            voters = Set.copyOf(voters);
        }
    }

    /** The leader should hand over to this voter. */
    record Transfer(NodeId target) implements RaftInput {}

    /** The failure detector has lost this node, or found it again. */
    record Suspect(NodeId node, boolean lost) implements RaftInput {}

    /** The nodes that can be reached now: whom an observer may pull from. */
    record Reachable(List<NodeId> nodes) implements RaftInput {
        /** Copies the list. */
        public Reachable {
            nodes = List.copyOf(nodes);
        }
    }

    /** The state machine's snapshot at this place is durable, so the log before it may go. */
    record SnapshotSaved(SnapshotMeta meta) implements RaftInput {}
}
