package io.arewealive.core.step;

import io.arewealive.core.raft.Epoch;
import io.arewealive.core.raft.RaftEffect;
import io.arewealive.core.raft.SnapshotMeta;
import io.arewealive.core.wire.Bytes;
import io.arewealive.event.Event;
import io.arewealive.kv.KvChange;
import io.arewealive.kv.Reading;
import io.arewealive.log.SnapshotOutcome;
import io.arewealive.node.Fate;
import io.arewealive.node.NodeId;
import io.arewealive.status.ClusterStatus;
import io.arewealive.status.Severity;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;

/** What the node's machine wants done, in this order. */
public sealed interface Effect {

    /** Write to the log; answered by {@code Persisted} or {@code PersistFailed}. */
    record Persist(RaftEffect.Persist work) implements Effect {}

    /** Write a received snapshot; answered likewise, in the same sequence. */
    record PersistSnapshot(RaftEffect.PersistSnapshot work) implements Effect {}

    /** Write a snapshot of the own state, which is encoded when it is asked for, by any one thread; answered by {@code SnapshotSaved} or {@code SnapshotFailed}. */
    record SaveSnapshot(SnapshotMeta meta, Supplier<Bytes> data) implements Effect {}

    /** Read a part of the own snapshot and send it. */
    record SendSnapshotChunk(RaftEffect.SendSnapshotChunk work) implements Effect {}

    /** The log up to this index is not needed any more. */
    record TrimLog(long throughIndex) implements Effect {}

    /** Send to one node. */
    record Send(NodeId to, Message message) implements Effect {}

    /** Send to all nodes of the view. */
    record Broadcast(Message message) implements Effect {}

    /** See whether anybody listens at this address; answered by {@code DialRefused}, or not at all. */
    record Dial(NodeId node, String host, int port) implements Effect {}

    /** Tell the membership who is lost now. */
    record Suspected(Set<NodeId> nodes) implements Effect {
        /** Copies the set. */
        public Suspected {
            nodes = Set.copyOf(nodes);
        }
    }

    /** Where other nodes are to be found. */
    record Peers(List<String> addresses) implements Effect {
        /** Copies the list. */
        public Peers {
            addresses = List.copyOf(addresses);
        }
    }

    /** This node belongs to this cluster now: keep it before anything else is done. */
    record JoinedCluster(UUID clusterId) implements Effect {}

    /** Set the log aside and open an empty one for this epoch; answered by {@code EpochBegun}. */
    record NewEpoch(Epoch epoch) implements Effect {}

    /** Keep what this node has promised; answered by {@code VowKept} with the same number when it is on disk. */
    record KeepVow(long number, Vow vow) implements Effect {}

    /** Found this cluster, on disk; answered by {@code Founded}. */
    record Found(UUID clusterId) implements Effect {}

    /** Go by this id from now on, on disk and in the channel; answered by {@code Renamed}. */
    record Adopt(NodeId reserved) implements Effect {}

    /** The data directory is an older copy: no server may start on it any more. */
    record Outdated(String message) implements Effect {}

    /** The answer to a command. */
    record CommandDone(long token, Ending ending) implements Effect {}

    /** The answer to a read of the key-value store. */
    record ReadDone(long token, Reading<?> reading) implements Effect {}

    /** A key changed: tell those who watch. */
    record KeyChanged(KvChange change) implements Effect {}

    /** The key-value store came out of a snapshot: what changed before is not known here. */
    record KeysRestored(long revision) implements Effect {}

    /** The answer to a question for a command's fate. */
    record FateDone(long token, Fate fate) implements Effect {}

    /** The answer to who wanted a snapshot. */
    record SnapshotDone(long token, SnapshotOutcome outcome) implements Effect {}

    /** The answer to a status question. */
    record StatusDone(long token, ClusterStatus status) implements Effect {}

    /** This node may stop now. */
    record LeaveDone(long token) implements Effect {}

    /** Show this to everybody who reads. */
    record Publish(Picture picture) implements Effect {}

    /** Write to the database; answered by {@code StoreWritten} or {@code StoreFailed}. */
    record Store(StoreBatch batch, long clusterEvent, long localEvent) implements Effect {}

    /** Fill the database anew; answered likewise. */
    record RebuildStore(StoreImage image, long clusterEvent) implements Effect {}

    /** Tell the listeners. */
    record Happened(Event event) implements Effect {}

    /** A line for the log. */
    record Note(Severity severity, String text) implements Effect {}
}
