package io.arewealive.core.step;

import io.arewealive.core.raft.Epoch;
import io.arewealive.core.raft.RaftTiming;
import io.arewealive.core.raft.Recovered;
import io.arewealive.core.raft.SnapshotMeta;
import io.arewealive.core.table.TableEdit;
import io.arewealive.kv.KvWrite;
import io.arewealive.node.ChangeHash;
import io.arewealive.node.CommandId;
import io.arewealive.node.NodeId;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** What the node's machine is told. */
public sealed interface Input {

    /** A message arrived. */
    record Received(NodeId from, UUID clusterId, long incarnation, Message message) implements Input {

        /** The same, whatever its epoch. */
        public Received plain() {
            return new Received(from, clusterId, incarnation, message.plain());
        }
    }

    /** A frame was refused or could not be read. */
    record Refused(String from, String why) implements Input {}

    /** The channel's membership changed. */
    record ViewChanged(Set<NodeId> members) implements Input {
        /** Copies the set. */
        public ViewChanged {
            members = Set.copyOf(members);
        }
    }

    /** A node's connection was closed. */
    record ConnectionClosed(NodeId node) implements Input {}

    /** The host of a node answers and nobody listens at its port. */
    record DialRefused(NodeId node) implements Input {}

    /** Which of the addresses in {@code awa.join} have names that cannot be resolved now. */
    record NamesUnknown(Set<String> addresses) implements Input {
        /** Copies the set. */
        public NamesUnknown {
            addresses = Set.copyOf(addresses);
        }
    }

    /** At which of the addresses in {@code awa.join} this node is reached itself, as far as that was found out. */
    record Here(Set<String> addresses) implements Input {
        /** Copies the set. */
        public Here {
            addresses = Set.copyOf(addresses);
        }
    }

    /** A promise is on disk. */
    record VowKept(long number) implements Input {}

    /** This node has founded a cluster; it begins with what is on its disk now. */
    record Founded(UUID clusterId, Recovered recovered) implements Input {}

    /** This node goes by the id that was reserved for it. */
    record Renamed(NodeId id) implements Input {}

    /** Another process goes by this node's id, and was there before. */
    record Twin(String message) implements Input {}

    /** The log is on disk up to this sequence number. */
    record Persisted(long sequence) implements Input {}

    /** The log of another epoch is open and empty, and the former one set aside. */
    record EpochBegun(Epoch epoch) implements Input {}

    /** The log's disk failed. */
    record PersistFailed(String reason) implements Input {}

    /** The log waits for room on its disk. */
    record PersistStalled(String reason) implements Input {}

    /** The log is written again. */
    record PersistResumed() implements Input {}

    /** A snapshot is on disk. */
    record SnapshotSaved(SnapshotMeta meta) implements Input {}

    /** A snapshot could not be written; the log stays as it is and grows. */
    record SnapshotFailed(String reason) implements Input {}

    /** The database is open, with cluster events up to this number; empty if it is damaged. */
    record StoreOpened(Optional<Stored> stored, long clusterEvent, String problem) implements Input {}

    /** The database holds everything up to here. */
    record StoreWritten(Stored stored, long clusterEvent, long localEvent) implements Input {}

    /** The database could not be written; trying again helps, unless it has to be filled anew. */
    record StoreFailed(String reason, boolean rebuild) implements Input {}

    /** Other times and limits count from now on. */
    record Retime(LivenessTiming liveness, RaftTiming raft, int votersMax) implements Input {}

    /** The keys that this node uses from now on are valid until then. */
    record KeysValidUntil(long wallMillis) implements Input {}

    /** Somebody here wants the table edited. */
    record Edit(long token, CommandId commandId, String author, TableEdit edit, long timeoutNanos) implements Input {}

    /** Somebody here wants a cluster-wide setting. */
    record Assign(long token, CommandId commandId, String author, String key, String value, long timeoutNanos)
            implements Input {}

    /** Somebody here wants a maintenance to begin, of a node or of the whole cluster; 0 ms ends it. */
    record Maintain(
            long token,
            CommandId commandId,
            String author,
            Optional<NodeId> node,
            long forMillis,
            String reason,
            long timeoutNanos)
            implements Input {}

    /** Somebody here writes the key-value store. */
    record Write(long token, CommandId commandId, String author, KvWrite write, long timeoutNanos) implements Input {}

    /** Somebody here wants to know what a key holds, as new as the cluster knows it. */
    record ReadKey(long token, String key, long timeoutNanos) implements Input {}

    /** Somebody here wants to know what lies below a directory, as new as the cluster knows it. */
    record ReadDirectory(long token, String directory, String after, int limit, long timeoutNanos) implements Input {}

    /** Somebody here wants a command that changes nothing to go through the log. */
    record Noop(long token, CommandId commandId, String author, long timeoutNanos) implements Input {}

    /** Somebody here wants everything, as new as the cluster knows it. */
    record Capture(long token, long timeoutNanos) implements Input {}

    /** Somebody here wants a snapshot of this node's state written now. */
    record TakeSnapshot(long token) implements Input {}

    /** Somebody here asks what became of a command. */
    record AskFate(long token, CommandId commandId) implements Input {}

    /** Somebody here wants all nodes asked how they are. */
    record AskStatus(long token, long timeoutNanos) implements Input {}

    /** This node is about to stop. */
    record Leave(long token, long timeoutNanos) implements Input {}

    /** Where a database stands: the log index, and the table's version and hash at it. */
    record Stored(long lastApplied, long version, ChangeHash hash) {}
}
