package io.arewealive.core.raft;

import io.arewealive.core.wire.Bytes;
import java.util.List;

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
}
