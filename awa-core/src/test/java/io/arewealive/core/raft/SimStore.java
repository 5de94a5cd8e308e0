package io.arewealive.core.raft;

import io.arewealive.core.wire.Bytes;
import java.util.Optional;

/** One simulated node's disk: writes are done when {@code sync} says so, and a crash may lose all that was not. */
interface SimStore {

    /** A whole snapshot. */
    record Snapshot(SnapshotMeta meta, Bytes data) {}

    /** Before the first start. */
    void found(Recovered founding);

    /** Writes, not yet safe. */
    void write(RaftEffect.Persist persist);

    /** Writes, not yet safe. */
    void write(RaftEffect.PersistSnapshot snapshot);

    /** Writes a snapshot of the own state machine, not yet safe. */
    void save(SnapshotMeta meta, Bytes data);

    /** The oldest of the unsafe writes becomes safe. */
    void sync();

    /** The oldest of the unsafe writes fails; what is on the disk of it is open. */
    void fail();

    /** The newest snapshot that is safe. */
    Optional<Snapshot> newestSnapshot();

    /** All unsafe writes are lost, or a part of them. */
    void crash();

    /** What a start finds. */
    Recovered recover();
}
