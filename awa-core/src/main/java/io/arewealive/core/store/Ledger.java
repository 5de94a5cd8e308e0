package io.arewealive.core.store;

import io.arewealive.core.table.ChangeCodec;
import io.arewealive.core.wire.WireWriter;
import io.arewealive.event.EventStream;
import io.arewealive.node.ChangeHash;

/**
 * What the one row of {@code state} says of all the others.
 *
 * @param lastApplied the log index that the rows stand for
 * @param version the version of the table, and the newest change
 * @param hash the hash of the change list at that version
 * @param floor changes up to and including this version may go
 * @param first the oldest change that is still there; {@code version + 1} if none is
 * @param nodes rows of {@code nodes}
 * @param cluster rows of {@code events} in the cluster's stream
 * @param lastCluster the newest number of the cluster's stream
 * @param local rows of {@code events} in this node's stream
 * @param lastLocal the newest number of this node's stream
 */
record Ledger(
        long lastApplied,
        long version,
        ChangeHash hash,
        long floor,
        long first,
        Tally nodes,
        Tally cluster,
        long lastCluster,
        Tally local,
        long lastLocal) {

    static final Ledger EMPTY = new Ledger(0, 0, ChangeHash.EMPTY, 0, 1, Tally.NONE, Tally.NONE, 0, Tally.NONE, 0);

    /** Of the table and the log, the rest as it is. */
    Ledger at(long newLastApplied, long newVersion, ChangeHash newHash, Tally newNodes) {
        return new Ledger(
                newLastApplied, newVersion, newHash, floor, first, newNodes, cluster, lastCluster, local, lastLocal);
    }

    /** Of the oldest change, the rest as it is. */
    Ledger trimmed(long newFloor, long newFirst) {
        return new Ledger(
                lastApplied, version, hash, newFloor, newFirst, nodes, cluster, lastCluster, local, lastLocal);
    }

    /** Of one stream of events, the rest as it is. */
    Ledger with(EventStream stream, Tally tally, long last) {
        return switch (stream) {
            case CLUSTER -> new Ledger(lastApplied, version, hash, floor, first, nodes, tally, last, local, lastLocal);
            case LOCAL ->
                new Ledger(lastApplied, version, hash, floor, first, nodes, cluster, lastCluster, tally, last);
        };
    }

    Tally events(EventStream stream) {
        return switch (stream) {
            case CLUSTER -> cluster;
            case LOCAL -> local;
        };
    }

    long last(EventStream stream) {
        return switch (stream) {
            case CLUSTER -> lastCluster;
            case LOCAL -> lastLocal;
        };
    }

    int checksum(int format) {
        var out = new WireWriter()
                .i32(format)
                .i64(lastApplied)
                .i64(version)
                .i64(hash.high())
                .i64(hash.low())
                .i64(floor)
                .i64(first);
        write(out, nodes);
        write(out, cluster);
        write(out.i64(lastCluster), local);
        return ChangeCodec.crc(out.i64(lastLocal).toBytes());
    }

    private static void write(WireWriter out, Tally tally) {
        out.i64(tally.count()).i64(tally.sum());
    }
}
