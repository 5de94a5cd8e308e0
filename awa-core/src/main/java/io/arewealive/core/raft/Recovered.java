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
