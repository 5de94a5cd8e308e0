package io.arewealive.jmx.bean;

import io.arewealive.jmx.open.Arguments;
import io.arewealive.jmx.open.Operation;
import io.arewealive.jmx.open.Operation.Impact;
import io.arewealive.jmx.open.Parameter;
import io.arewealive.jmx.open.Shape;
import io.arewealive.jmx.shape.OutcomeShape;
import io.arewealive.node.EditOutcome;
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
     * All forms of an edit of the node table or of a setting.
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
        return operations(OutcomeShape.SHAPE, name, description, parameters, more, body);
    }

    /** The same for another kind of outcome. */
    static <O> List<Operation> operations(
            Shape<O> outcome,
            String name,
            String description,
            List<Parameter> parameters,
            List<Parameter> more,
            Function<Arguments, O> body) {
        var full = joined(joined(parameters, more), List.of(CommandIds.optional(), Timeouts.LOG.parameter()));
        var signed = joined(full, List.of(Authors.parameter()));
        return Stream.of(parameters, full, signed)
                .map(form -> operation(outcome, name, description, form, body))
                .toList();
    }

    /** One list after the other. */
    static List<Parameter> joined(List<Parameter> parameters, List<Parameter> more) {
        return Stream.concat(parameters.stream(), more.stream()).toList();
    }

    private static <O> Operation operation(
            Shape<O> outcome,
            String name,
            String description,
            List<Parameter> parameters,
            Function<Arguments, O> body) {
        return new Operation(
                name,
                description,
                Impact.CHANGES,
                outcome.type(),
                parameters,
                arguments -> outcome.row(body.apply(arguments)));
    }
}
