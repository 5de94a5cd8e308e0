package io.arewealive.jmx.shape;

import io.arewealive.jmx.open.Field;
import io.arewealive.jmx.open.Row;
import io.arewealive.jmx.open.Shape;
import io.arewealive.node.ChangeHash;
import io.arewealive.node.ChangesSince;
import io.arewealive.node.ChangesSince.Changes;
import io.arewealive.node.ChangesSince.Snapshot;
import java.util.List;
import java.util.Optional;

/** The answer to "what changed since version N?". */
public final class ChangesSinceShape {

    /** The columns. */
    public static final Shape<ChangesSince> SHAPE = Shape.<ChangesSince>named(
                    "ChangesSince", "The changes after a version, or the whole table if they are no longer kept.")
            .with(Field.text(
                    "kind",
                    "What the answer is: changes, or snapshot if the asked version lies below the compaction floor.",
                    answer -> snapshot(answer).isPresent() ? "snapshot" : "changes"))
            .with(Field.number("version", "changes", "Version of the answering table.", ChangesSince::version))
            .with(Field.number(
                    "floor",
                    "changes",
                    "Oldest version that changes can still be asked from; -1 unless this is a snapshot.",
                    answer -> snapshot(answer).map(Snapshot::floor).orElse(Field.UNKNOWN)))
            .with(Field.maybeText(
                    "hash",
                    "Hash of the list of changes at the version; empty unless this is a snapshot.",
                    answer -> snapshot(answer).map(Snapshot::hash)))
            .with(Field.rows(
                    "changes",
                    "The changes, ascending, without a hole; empty in a snapshot.",
                    NodeChangeShape.SHAPE,
                    answer -> answer instanceof Changes some ? some.changes() : List.of()))
            .with(Field.rows(
                    "nodes",
                    "All rows of the table; empty unless this is a snapshot.",
                    NodeShape.SHAPE,
                    answer -> snapshot(answer).map(Snapshot::nodes).orElse(List.of())))
            .build();

    private ChangesSinceShape() {}

    /** Reads one back. */
    public static ChangesSince read(Row row) {
        if (row.text("kind").equals("snapshot")) {
            return new Snapshot(
                    row.number("version"),
                    row.number("floor"),
                    ChangeHash.parse(row.text("hash")),
                    row.rows("nodes").stream().map(NodeShape::read).toList());
        }
        return new Changes(
                row.number("version"),
                row.rows("changes").stream().map(NodeChangeShape::read).toList());
    }

    private static Optional<Snapshot> snapshot(ChangesSince answer) {
        return answer instanceof Snapshot snapshot ? Optional.of(snapshot) : Optional.empty();
    }
}
