package io.arewealive.jmx.shape;

import io.arewealive.jmx.open.Field;
import io.arewealive.jmx.open.Row;
import io.arewealive.jmx.open.Shape;
import io.arewealive.kv.KvChange;
import io.arewealive.kv.KvChange.Cause;
import java.util.Optional;

/** One change of one key. */
public final class KvChangeShape {

    /** The columns. */
    public static final Shape<KvChange> SHAPE = Shape.<KvChange>named("KeyChange", "One change of one key.")
            .with(Field.number("revision", "changes", "Revision of the store after it.", KvChange::revision))
            .with(Field.text("key", "Which key changed.", KvChange::key))
            .with(Field.flag(
                    "present",
                    "Whether the key is there since; no if it was removed.",
                    change -> change.value().isPresent()))
            .with(KvValues.text(KvChange::value))
            .with(KvValues.isText(KvChange::value))
            .with(KvValues.bytes(KvChange::value))
            .with(Field.number("lease", "lease number", "The lease it is bound to; 0 if it stays.", KvChange::lease))
            .with(Field.text(
                    "cause",
                    "Why it changed: set, unset, lease-revoked or lease-expired.",
                    change -> Words.of(change.cause())))
            .with(Field.text("author", "Who wanted it; empty if a lease ended by itself.", KvChange::author))
            .with(Field.text(
                    "time",
                    "When the leader accepted it, by the leader's clock, ISO-8601 UTC.",
                    change -> change.time().toString()))
            .build();

    private KvChangeShape() {}

    /** Reads one back. */
    public static KvChange read(Row row) {
        return new KvChange(
                row.number("revision"),
                row.text("key"),
                row.flag("present") ? Optional.of(KvValues.read(row)) : Optional.empty(),
                row.number("lease"),
                Words.parse(Cause.class, "cause", row.text("cause")),
                row.text("author"),
                row.time("time"));
    }
}
