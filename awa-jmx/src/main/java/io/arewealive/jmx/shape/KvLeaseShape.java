package io.arewealive.jmx.shape;

import io.arewealive.jmx.open.Field;
import io.arewealive.jmx.open.Row;
import io.arewealive.jmx.open.Shape;
import io.arewealive.kv.KvLease;
import java.time.Duration;

/** A lease that stands. */
public final class KvLeaseShape {

    /** The columns. */
    public static final Shape<KvLease> SHAPE = Shape.<KvLease>named("Lease", "A lease that stands.")
            .with(Field.number(
                    "lease", "lease number", "Its number, which is a fencing token and only rises.", KvLease::lease))
            .with(Field.number(
                    "timeToLiveMillis",
                    "milliseconds",
                    "How long it lasts unless it is renewed.",
                    lease -> lease.timeToLive().toMillis()))
            .with(Field.integer("keys", "keys", "How many keys are bound to it.", KvLease::keys))
            .with(Field.text("owner", "Who asked for it.", KvLease::owner))
            .build();

    private KvLeaseShape() {}

    /** Reads one back. */
    public static KvLease read(Row row) {
        return new KvLease(
                row.number("lease"),
                Duration.ofMillis(row.number("timeToLiveMillis")),
                row.integer("keys"),
                row.text("owner"));
    }
}
