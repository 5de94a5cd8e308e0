package io.arewealive.core.store;

import io.arewealive.node.ChangeHash;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** The one row of {@code state}. It is written last when a database is filled, so a half-filled one has none. */
@Entity(name = "StateRow")
@Table(name = "state")
class StateRow {

    /** Its key. */
    static final int ONLY = 1;

    private static final int FORMAT = 1;

    @Id
    @Column(name = "id")
    int id = ONLY;

    @Column(name = "format")
    int format = FORMAT;

    @Column(name = "last_applied")
    long lastApplied;

    @Column(name = "version")
    long version;

    @Column(name = "hash")
    String hash = "";

    @Column(name = "floor_version")
    long floor;

    @Column(name = "first_version")
    long first;

    @Column(name = "nodes_count")
    long nodesCount;

    @Column(name = "nodes_sum")
    long nodesSum;

    @Column(name = "cluster_count")
    long clusterCount;

    @Column(name = "cluster_sum")
    long clusterSum;

    @Column(name = "cluster_last")
    long clusterLast;

    @Column(name = "local_count")
    long localCount;

    @Column(name = "local_sum")
    long localSum;

    @Column(name = "local_last")
    long localLast;

    @Column(name = "crc")
    int crc;

    StateRow() {}

    StateRow(Ledger ledger) {
        set(ledger);
    }

    final void set(Ledger ledger) {
        lastApplied = ledger.lastApplied();
        version = ledger.version();
        hash = ledger.hash().toString();
        floor = ledger.floor();
        first = ledger.first();
        nodesCount = ledger.nodes().count();
        nodesSum = ledger.nodes().sum();
        clusterCount = ledger.cluster().count();
        clusterSum = ledger.cluster().sum();
        clusterLast = ledger.lastCluster();
        localCount = ledger.local().count();
        localSum = ledger.local().sum();
        localLast = ledger.lastLocal();
        crc = ledger.checksum(format);
    }

    /** What the row says, if it is what was written. */
    Ledger verified() {
        if (format != FORMAT) {
            throw new BadRow("the database has format " + format + ", this version reads format " + FORMAT);
        }
        Ledger ledger;
        try {
            ledger = new Ledger(
                    lastApplied,
                    version,
                    ChangeHash.parse(hash),
                    floor,
                    first,
                    new Tally(nodesCount, nodesSum),
                    new Tally(clusterCount, clusterSum),
                    clusterLast,
                    new Tally(localCount, localSum),
                    localLast);
        } catch (RuntimeException e) {
            throw new BadRow("the state row cannot be read: " + e.getMessage(), e);
        }
        if (ledger.checksum(format) != crc) {
            throw new BadRow("the state row is not what was written (crc)");
        }
        return ledger;
    }
}
