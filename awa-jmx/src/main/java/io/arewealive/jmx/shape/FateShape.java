package io.arewealive.jmx.shape;

import io.arewealive.jmx.open.Field;
import io.arewealive.jmx.open.Row;
import io.arewealive.jmx.open.Shape;
import io.arewealive.node.Fate;

/** What is known of a command by its id. */
public final class FateShape {

    /** The columns. */
    public static final Shape<Fate> SHAPE = Shape.<Fate>named("Fate", "What is known of a command by its id.")
            .with(Field.text("outcome", "What became of it: applied, refused or not-known.", FateShape::word))
            .with(Field.number(
                    "version",
                    "changes",
                    "Version of the table after it; -1 unless applied.",
                    fate -> fate instanceof Fate.Applied applied ? applied.version() : Field.UNKNOWN))
            .with(Field.text(
                    "message",
                    "Why it was refused, or whether it may still come; empty if applied.",
                    FateShape::message))
            .build();

    private FateShape() {}

    /** Reads one back. */
    public static Fate read(Row row) {
        return switch (row.text("outcome")) {
            case "applied" -> new Fate.Applied(row.number("version"));
            case "refused" -> new Fate.Refused(row.text("message"));
            default -> new Fate.NotKnown(row.text("message"));
        };
    }

    private static String word(Fate fate) {
        if (fate instanceof Fate.Applied) {
            return "applied";
        }
        return fate instanceof Fate.Refused ? "refused" : "not-known";
    }

    private static String message(Fate fate) {
        if (fate instanceof Fate.Refused refused) {
            return refused.message();
        }
        return fate instanceof Fate.NotKnown notKnown ? notKnown.message() : "";
    }
}
