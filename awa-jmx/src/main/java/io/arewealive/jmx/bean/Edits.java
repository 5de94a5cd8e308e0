package io.arewealive.jmx.bean;

import io.arewealive.jmx.open.Arguments;
import io.arewealive.jmx.open.Operation;
import io.arewealive.jmx.open.Operation.Impact;
import io.arewealive.jmx.open.Parameter;
import io.arewealive.jmx.shape.OutcomeShape;
import io.arewealive.node.EditOutcome;
import io.arewealive.node.NodeTable;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Operations that go through the replicated log and give an outcome. Each has two forms: a short one for people, and a full one for
 * programs that takes the command's id and a time limit too.
 */
final class Edits {

    private Edits() {}

    /**
     * Both forms of an edit.
     *
     * @param parameters of both forms
     * @param more of the full form alone
     * @param body reads what it is given
     */
    static List<Operation> operations(
            String name,
            String description,
            List<Parameter> parameters,
            List<Parameter> more,
            Function<Arguments, EditOutcome> body) {
        var full = Stream.of(
                        parameters, more, List.of(CommandIds.optional(), Timeouts.parameter(NodeTable.DEFAULT_TIMEOUT)))
                .flatMap(List::stream)
                .toList();
        return List.of(operation(name, description, parameters, body), operation(name, description, full, body));
    }

    private static Operation operation(
            String name, String description, List<Parameter> parameters, Function<Arguments, EditOutcome> body) {
        return new Operation(
                name,
                description,
                Impact.CHANGES,
                OutcomeShape.SHAPE.type(),
                parameters,
                arguments -> OutcomeShape.SHAPE.row(body.apply(arguments)));
    }
}
