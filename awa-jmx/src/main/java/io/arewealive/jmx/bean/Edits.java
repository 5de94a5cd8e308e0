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
 * Operations that go through the replicated log and give an outcome. Each has three forms: a short one for people, and for programs one
 * that takes the command's id and a time limit too, and one that also says who wants it.
 */
final class Edits {

    private Edits() {}

    /**
     * All forms of an edit.
     *
     * @param parameters of all forms
     * @param more of the longer forms alone
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
        var signed =
                Stream.concat(full.stream(), Stream.of(Authors.parameter())).toList();
        return Stream.of(parameters, full, signed)
                .map(form -> operation(name, description, form, body))
                .toList();
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
