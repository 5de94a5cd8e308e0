package io.arewealive.jmx.bean;

import io.arewealive.jmx.open.Arguments;
import io.arewealive.jmx.open.Operation;
import io.arewealive.jmx.open.Operation.Impact;
import io.arewealive.jmx.open.Parameter;
import io.arewealive.jmx.shape.OutcomeShape;
import io.arewealive.node.EditOutcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Operations that go through the replicated log: each takes an id and a time limit and gives an outcome. */
final class Edits {

    private Edits() {}

    static Operation operation(
            String name,
            String description,
            List<Parameter> parameters,
            Duration defaultTimeout,
            Function<Arguments, EditOutcome> body) {
        var all = new ArrayList<>(parameters);
        all.add(CommandIds.optional());
        all.add(Timeouts.parameter(defaultTimeout));
        return new Operation(
                name,
                description,
                Impact.CHANGES,
                OutcomeShape.SHAPE.type(),
                all,
                arguments -> OutcomeShape.SHAPE.row(body.apply(arguments)));
    }
}
