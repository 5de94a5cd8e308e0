package io.arewealive.jmx.shape;

import io.arewealive.jmx.open.Field;
import io.arewealive.jmx.open.Row;
import io.arewealive.jmx.open.Shape;
import io.arewealive.log.MemberOutcome;
import io.arewealive.log.SnapshotOutcome;
import io.arewealive.node.EditOutcome;

/** What became of what an operator wanted of the log. */
public final class LogOutcomeShapes {

    /** That a node vote or not. */
    public static final Shape<MemberOutcome> MEMBER = member();

    /** That a snapshot be written. */
    public static final Shape<SnapshotOutcome> SNAPSHOT = Shape.<SnapshotOutcome>named(
                    "SnapshotOutcome", "What became of a snapshot that somebody wanted.")
            .with(Field.number("index", "index", "Last entry in the newest durable snapshot.", SnapshotOutcome::index))
            .with(Field.text("problem", "Why no new one was written; empty if there is one.", SnapshotOutcome::problem))
            .build();

    private LogOutcomeShapes() {}

    private static Shape<MemberOutcome> member() {
        var shape = Shape.<MemberOutcome>named("MemberOutcome", "What became of the wish that a node vote or not.");
        for (Field<EditOutcome> field : OutcomeShape.SHAPE.fields()) {
            shape.with(new Field<>(
                    field.name(),
                    field.type(),
                    field.unit(),
                    field.description(),
                    outcome -> field.value().apply(outcome.edit())));
        }
        return shape.with(Field.flag("carriedOut", "Whether the voters are as wished.", MemberOutcome::carriedOut))
                .with(Field.text(
                        "waitsFor",
                        "What the kept wish waits for, and what to do; empty if it is carried out.",
                        MemberOutcome::waitsFor))
                .build();
    }

    /** Reads one back. */
    public static MemberOutcome readMember(Row row) {
        return new MemberOutcome(OutcomeShape.read(row), row.flag("carriedOut"), row.text("waitsFor"));
    }

    /** Reads one back. */
    public static SnapshotOutcome readSnapshot(Row row) {
        return new SnapshotOutcome(row.number("index"), row.text("problem"));
    }
}
