package io.arewealive.jmx.shape;

import io.arewealive.jmx.open.Field;
import io.arewealive.jmx.open.Row;
import io.arewealive.jmx.open.Shape;
import io.arewealive.kv.KvOutcome;
import io.arewealive.kv.KvOutcome.AlreadySet;
import io.arewealive.kv.KvOutcome.Done;
import io.arewealive.kv.KvOutcome.KeyMissing;
import io.arewealive.kv.KvOutcome.NoLeader;
import io.arewealive.kv.KvOutcome.NoMatch;
import io.arewealive.kv.KvOutcome.NoQuorum;
import io.arewealive.kv.KvOutcome.Refusal;
import io.arewealive.kv.KvOutcome.Refused;
import io.arewealive.kv.KvOutcome.Unknown;
import io.arewealive.node.CommandId;

/** What became of a write to the key-value store. */
public final class KvOutcomeShape {

    /** The columns. */
    public static final Shape<KvOutcome> SHAPE = Shape.<KvOutcome>named(
                    "KeyValueOutcome", "What became of a write to the key-value store.")
            .with(Field.text(
                    "outcome",
                    "The outcome in a word: done; already-set, no-match, key-missing or refused (nothing changed);"
                            + " no-quorum or no-leader (nothing was written, try again); unknown (ask fateOf later).",
                    KvOutcomeShape::word))
            .with(Field.text(
                    "commandId",
                    "Id of the attempt, a UUID; a retry with it is applied at most once.",
                    outcome -> outcome.commandId().toString()))
            .with(Field.number(
                    "revision",
                    "changes",
                    "Done: the store's revision after it. Already-set and no-match: the revision that wrote the key, 0 if"
                            + " it is missing. Else -1.",
                    KvOutcomeShape::revision))
            .with(Field.number(
                    "lease",
                    "lease number",
                    "The lease that was granted or renewed, a fencing token, or the one that the value is bound to; 0 if"
                            + " there is none.",
                    outcome -> outcome instanceof Done done ? done.lease() : 0))
            .with(Field.flag(
                    "already",
                    "Whether an earlier attempt with the same id had applied it.",
                    outcome -> outcome instanceof Done done && done.already()))
            .with(Field.number(
                    "copies",
                    "nodes",
                    "On how many disks it is for certain; 1 only where one node votes and no other had confirmed it in"
                            + " time; -1 unless done.",
                    outcome -> outcome instanceof Done done ? done.copies() : Field.UNKNOWN))
            .with(Field.text(
                    "reason",
                    "Why it was refused, for programs: full, lease-gone or too-many-leases; else empty.",
                    outcome -> outcome instanceof Refused refused ? Words.of(refused.reason()) : ""))
            .with(Field.text("message", "What happened and what to do next; may be empty.", KvOutcome::message))
            .build();

    private KvOutcomeShape() {}

    /** Reads one back. */
    public static KvOutcome read(Row row) {
        var id = CommandId.parse(row.text("commandId"));
        long revision = row.number("revision");
        var message = row.text("message");
        return switch (row.text("outcome")) {
            case "done" -> new Done(id, revision, row.number("lease"), row.flag("already"), (int) row.number("copies"));
            case "already-set" -> new AlreadySet(id, revision);
            case "no-match" -> new NoMatch(id, revision, message);
            case "key-missing" -> new KeyMissing(id, message);
            case "refused" -> new Refused(id, Words.parse(Refusal.class, "reason", row.text("reason")), message);
            case "no-quorum" -> new NoQuorum(id, message);
            case "no-leader" -> new NoLeader(id, message);
            default -> new Unknown(id, message);
        };
    }

    private static String word(KvOutcome outcome) {
        if (outcome instanceof Done) {
            return "done";
        }
        if (outcome instanceof AlreadySet) {
            return "already-set";
        }
        if (outcome instanceof NoMatch) {
            return "no-match";
        }
        if (outcome instanceof KeyMissing) {
            return "key-missing";
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

    private static long revision(KvOutcome outcome) {
        if (outcome instanceof Done done) {
            return done.revision();
        }
        if (outcome instanceof AlreadySet already) {
            return already.revision();
        }
        return outcome instanceof NoMatch noMatch ? noMatch.revision() : Field.UNKNOWN;
    }
}
