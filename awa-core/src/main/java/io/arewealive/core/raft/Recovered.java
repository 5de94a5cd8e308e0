package io.arewealive.core.raft;

import io.arewealive.core.wire.Bytes;
import io.arewealive.node.NodeId;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a node finds on its disk at start.
 *
 * @param hardState term and vote
 * @param commit a commit index that was known before; at least the snapshot's
 * @param snapshot what the snapshot stands for, {@link SnapshotMeta#EMPTY} if there is none
 * @param snapshotData the state machine's state in it, empty if there is none
 * @param entries the log behind the snapshot, ascending without a hole
 */
public record Recovered(
        HardState hardState, long commit, SnapshotMeta snapshot, Bytes snapshotData, List<Entry> entries) {

    /** Copies the list. */
    public Recovered {
        entries = List.copyOf(entries);
    }

    /**
     * What a new epoch begins with, in which this node is the only voter: a snapshot, and no entry of the former epoch before it. Who
     * comes back begins with it too, so nobody ever goes by a set of voters of the former epoch, in which it forgot what it voted.
     */
    public SnapshotMeta alone(NodeId self) {
        long last = entries.isEmpty()
                ? snapshot.index()
                : entries.get(entries.size() - 1).index();
        long lastTerm = entries.isEmpty()
                ? snapshot.term()
                : entries.get(entries.size() - 1).term();
        return new SnapshotMeta(last + 1, Math.max(hardState.term(), lastTerm) + 1, Membership.of(Set.of(self)));
    }

    /** An empty disk. */
    public static Recovered nothing() {
        return new Recovered(HardState.INITIAL, 0, SnapshotMeta.EMPTY, Bytes.EMPTY, List.of());
    }

    /**
     * The first node of a new cluster: a snapshot of the empty state in which it is the only voter. To be durable (by {@code
     * snapshot} and {@code snapshotData}) before a machine starts from it.
     */
    public static Recovered founding(NodeId self) {
        var snapshot = new SnapshotMeta(1, 1, Membership.of(Set.of(self)));
        return new Recovered(new HardState(1, Optional.empty()), 1, snapshot, Bytes.EMPTY, List.of());
    }
}
