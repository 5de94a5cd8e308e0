package io.arewealive.jmx.shape;

import io.arewealive.jmx.open.Field;
import io.arewealive.jmx.open.Row;
import io.arewealive.jmx.open.Shape;
import io.arewealive.kv.KvStats;

/** How the key-value store stands; the attributes of its bean. */
public final class KvStatsShape {

    /** The columns. */
    public static final Shape<KvStats> SHAPE = Shape.<KvStats>named(
                    "KeyValueStats", "How the key-value store stands, as one node has it.")
            .with(Field.number(
                    "revision", "changes", "Number of changes of keys applied so far on this node.", KvStats::revision))
            .with(Field.number(
                    "floor", "changes", "Oldest revision that changes can be asked from here.", KvStats::floor))
            .with(Field.integer("keys", "keys", "How many keys there are.", KvStats::keys))
            .with(Field.number(
                    "bytes",
                    "bytes",
                    "What they take: for each key its bytes, its value's bytes, and 64.",
                    KvStats::bytes))
            .with(Field.number(
                    "maxBytes",
                    "bytes",
                    "How much they may take (awa.kv.max-bytes); beyond it writes are refused.",
                    KvStats::maxBytes))
            .with(Field.integer("leases", "leases", "How many leases stand.", KvStats::leases))
            .with(Field.number(
                    "lastLease",
                    "lease number",
                    "The newest lease, which is the greatest fencing token so far; 0 if none was granted.",
                    KvStats::lastLease))
            .build();

    private KvStatsShape() {}

    /** Reads one back. */
    public static KvStats read(Row row) {
        return new KvStats(
                row.number("revision"),
                row.number("floor"),
                row.integer("keys"),
                row.number("bytes"),
                row.number("maxBytes"),
                row.integer("leases"),
                row.number("lastLease"));
    }
}
