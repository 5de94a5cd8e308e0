package io.arewealive.jmx.shape;

import io.arewealive.jmx.open.Field;
import io.arewealive.jmx.open.Row;
import io.arewealive.jmx.open.Shape;
import io.arewealive.node.CommandId;
import io.arewealive.node.EditOutcome;
import io.arewealive.node.EditOutcome.Applied;
import io.arewealive.node.EditOutcome.NoLeader;
import io.arewealive.node.EditOutcome.NoQuorum;
import io.arewealive.node.EditOutcome.Refusal;
import io.arewealive.node.EditOutcome.Refused;
import io.arewealive.node.EditOutcome.Unknown;

/** What became of an edit. */
public final class OutcomeShape {

    /** The columns. */
    public static final Shape<EditOutcome> SHAPE = Shape.<EditOutcome>named("EditOutcome", "What became of an edit.")
            .with(Field.text(
                    "outcome",
                    "The outcome in a word: applied, refused (decided against), no-quorum or no-leader (nothing was"
                            + " written, try again), unknown (ask fateOf later).",
                    OutcomeShape::word))
            .with(Field.text(
                    "commandId",
                    "Id of the attempt, a UUID; a retry with it is applied at most once.",
                    outcome -> outcome.commandId().toString()))
            .with(Field.number(
                    "version",
                    "changes",
                    "Version of the table after the edit; -1 unless applied.",
                    outcome -> outcome instanceof Applied applied ? applied.version() : Field.UNKNOWN))
            .with(Field.flag(
                    "already",
                    "Whether an earlier attempt with the same id had applied it.",
                    outcome -> outcome instanceof Applied applied && applied.already()))
            .with(Field.number(
                    "copies",
                    "nodes",
                    "On how many disks it is for certain; 1 only where one node votes and no other had confirmed it in"
                            + " time; -1 unless applied.",
                    outcome -> outcome instanceof Applied applied ? applied.copies() : Field.UNKNOWN))
            .with(Field.text(
                    "reason",
                    "Why it was refused, for programs: name-taken, no-such-node, node-is-live, id-retired, invalid or"
                            + " limit; else empty.",
                    outcome -> outcome instanceof Refused refused ? Words.of(refused.reason()) : ""))
            .with(Field.text("message", "What happened and what to do next; empty if applied.", EditOutcome::message))
            .build();

    private OutcomeShape() {}

    /** Reads one back. */
    public static EditOutcome read(Row row) {
        var commandId = CommandId.parse(row.text("commandId"));
        var message = row.text("message");
        return switch (row.text("outcome")) {
            case "applied" ->
                new Applied(commandId, row.number("version"), row.flag("already"), (int) row.number("copies"));
            case "refused" -> new Refused(commandId, Words.parse(Refusal.class, "reason", row.text("reason")), message);
            case "no-quorum" -> new NoQuorum(commandId, message);
            case "no-leader" -> new NoLeader(commandId, message);
            default -> new Unknown(commandId, message);
        };
    }

    private static String word(EditOutcome outcome) {
        if (outcome instanceof Applied) {
            return "applied";
        }
        if (outcome instanceof Refused) {
            return "refused";
        }
        if (outcome instanceof NoQuorum) {
            return "no-quorum";
        }
        if (outcome instanceof NoLeader) {
            return "no-leader";
        }
        if (outcome instanceof Unknown) {
            return "unknown";
        }
        throw new AssertionError("unhandled " + outcome);
    }
}
