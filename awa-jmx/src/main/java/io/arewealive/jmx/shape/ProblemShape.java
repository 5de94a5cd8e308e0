package io.arewealive.jmx.shape;

import io.arewealive.jmx.open.Field;
import io.arewealive.jmx.open.Row;
import io.arewealive.jmx.open.Shape;
import io.arewealive.status.Problem;
import io.arewealive.status.Severity;

/** Something a person should know, with what to do about it. */
public final class ProblemShape {

    /** The columns. */
    public static final Shape<Problem> SHAPE = Shape.<Problem>named("Problem", "Something wrong, with its remedy.")
            .with(Field.text(
                    "severity",
                    "How bad it is: info, warning or critical.",
                    problem -> problem.severity().word()))
            .with(Field.text("subject", "What it is about: a node's name, cluster, store.", Problem::subject))
            .with(Field.text("message", "What is wrong, one sentence.", Problem::message))
            .with(Field.text("remedy", "What to do next.", Problem::remedy))
            .build();

    private ProblemShape() {}

    /** Reads one back. */
    public static Problem read(Row row) {
        return new Problem(
                Words.parse(Severity.class, "severity", row.text("severity")),
                row.text("subject"),
                row.text("message"),
                row.text("remedy"));
    }
}
