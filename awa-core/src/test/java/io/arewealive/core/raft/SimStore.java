package io.arewealive.core.raft;

import io.arewealive.core.wire.Bytes;
import java.util.Optional;

/** One simulated node's disk: writes are safe when {@code sync} says so, and a crash may lose all that are not. */
interface SimStore {

    /** A part of a snapshot, and how long the whole is. */
    record Part(long total, Bytes data) {}

    /** Before the first start. */
    void found(Recovered founding);

    /** Writes, not yet safe. */
    void write(RaftEffect.Persist persist);

    /** Writes a snapshot that came from another node, not yet safe. */
    void write(RaftEffect.PersistSnapshot snapshot);

    /** Writes a snapshot of the own state machine, not yet safe. */
    void save(SnapshotMeta meta, Bytes data);

    /** The oldest of the unsafe writes become safe, together. */
    void sync(int count);

    /** The oldest of the unsafe writes fails; what is on the disk of it is open. */
    void fail();

    /** A part of this snapshot, if it is the newest that is safe. */
    Optional<Part> read(SnapshotMeta meta, long offset, int maxBytes);

    /** All unsafe writes are lost, or a part of them. */
    void crash();

    /** What a start finds. */
    Recovered recover();
}
