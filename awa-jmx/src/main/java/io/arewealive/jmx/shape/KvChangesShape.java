package io.arewealive.jmx.shape;

import io.arewealive.jmx.open.Field;
import io.arewealive.jmx.open.Row;
import io.arewealive.jmx.open.Shape;
import io.arewealive.kv.KvChanges;
import io.arewealive.kv.KvChanges.Changes;
import io.arewealive.kv.KvChanges.Compacted;
import java.util.List;

/** The answer to "what changed since revision N?". */
public final class KvChangesShape {

    /** The columns. */
    public static final Shape<KvChanges> SHAPE = Shape.<KvChanges>named(
                    "KeyChanges", "The changes of keys after a revision, or that they are no longer kept.")
            .with(Field.text(
                    "kind",
                    "What the answer is: changes, or compacted if they are not kept here back to the asked revision.",
                    answer -> answer instanceof Compacted ? "compacted" : "changes"))
            .with(Field.number(
                    "revision",
                    "changes",
                    "The revision to ask from next: everything up to it was looked at, or is not known here.",
                    KvChanges::revision))
            .with(Field.number(
                    "floor",
                    "changes",
                    "Oldest revision that changes can still be asked from; -1 unless compacted.",
                    answer -> answer instanceof Compacted compacted ? compacted.floor() : Field.UNKNOWN))
            .with(Field.rows(
                    "changes",
                    "The changes, ascending, without a gap; empty if compacted.",
                    KvChangeShape.SHAPE,
                    answer -> answer instanceof Changes some ? some.changes() : List.of()))
            .build();

    private KvChangesShape() {}

    /** Reads one back. */
    public static KvChanges read(Row row) {
        if (row.text("kind").equals("compacted")) {
            return new Compacted(row.number("revision"), row.number("floor"));
        }
        return new Changes(
                row.number("revision"),
                row.rows("changes").stream().map(KvChangeShape::read).toList());
    }
}
