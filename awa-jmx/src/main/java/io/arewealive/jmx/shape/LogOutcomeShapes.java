package io.arewealive.jmx.shape;

import io.arewealive.jmx.open.Field;
import io.arewealive.jmx.open.Row;
import io.arewealive.jmx.open.Shape;
import io.arewealive.log.BackupOutcome;
import io.arewealive.log.BackupOutcome.NoQuorum;
import io.arewealive.log.BackupOutcome.NotNow;
import io.arewealive.log.BackupOutcome.Ready;
import io.arewealive.log.MemberOutcome;
import io.arewealive.log.SnapshotOutcome;
import io.arewealive.node.EditOutcome;
import java.util.function.Function;

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

    /** That a copy of everything be made. */
    public static final Shape<BackupOutcome> BACKUP = Shape.<BackupOutcome>named(
                    "BackupOutcome", "What became of the wish for a copy of everything.")
            .with(Field.text(
                    "outcome",
                    "In a word: ready, no-quorum or not-now.",
                    outcome ->
                            outcome instanceof Ready ? "ready" : outcome instanceof NoQuorum ? "no-quorum" : "not-now"))
            .with(Field.text("id", "Names the copy; empty unless ready.", outcome -> ready(outcome, Ready::id, "")))
            .with(Field.number(
                    "bytes",
                    "bytes",
                    "How large it is; -1 unless ready.",
                    outcome -> ready(outcome, Ready::bytes, -1L)))
            .with(Field.number(
                    "index",
                    "index",
                    "Last entry of the log in it; -1 unless ready.",
                    outcome -> ready(outcome, Ready::index, -1L)))
            .with(Field.number(
                    "version",
                    "changes",
                    "Version of the node table in it; -1 unless ready.",
                    outcome -> ready(outcome, Ready::version, -1L)))
            .with(Field.number(
                    "revision",
                    "changes",
                    "Revision of the key-value store in it; -1 unless ready.",
                    outcome -> ready(outcome, Ready::revision, -1L)))
            .with(Field.text("message", "Why there is none; empty if ready.", LogOutcomeShapes::message))
            .build();

    private LogOutcomeShapes() {}

    private static <V> V ready(BackupOutcome outcome, Function<Ready, V> field, V otherwise) {
        return outcome instanceof Ready ready ? field.apply(ready) : otherwise;
    }

    private static String message(BackupOutcome outcome) {
        if (outcome instanceof NoQuorum none) {
            return none.message();
        }
        return outcome instanceof NotNow later ? later.message() : "";
    }

    /** Reads one back. */
    public static BackupOutcome readBackup(Row row) {
        return switch (row.text("outcome")) {
            case "ready" ->
                new Ready(
                        row.text("id"),
                        row.number("bytes"),
                        row.number("index"),
                        row.number("version"),
                        row.number("revision"));
            case "no-quorum" -> new NoQuorum(row.text("message"));
            default -> new NotNow(row.text("message"));
        };
    }

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
