package io.arewealive.jmx.bean;

import io.arewealive.jmx.open.Operation;
import io.arewealive.jmx.open.Operation.Impact;
import io.arewealive.jmx.shape.FateShape;
import io.arewealive.node.NodeTable;
import java.util.List;

/** The operation that tells what became of a command, whatever it was to change. */
final class Fates {

    private Fates() {}

    static Operation operation(NodeTable table) {
        return new Operation(
                "fateOf",
                "Tells what became of an attempt whose answer never came.",
                Impact.READS,
                FateShape.SHAPE.type(),
                List.of(CommandIds.wanted()),
                arguments -> FateShape.SHAPE.row(table.fateOf(CommandIds.read(arguments))));
    }
}
