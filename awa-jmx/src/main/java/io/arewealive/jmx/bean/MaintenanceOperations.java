package io.arewealive.jmx.bean;

import io.arewealive.Awa;
import io.arewealive.jmx.open.Arguments;
import io.arewealive.jmx.open.Operation;
import io.arewealive.jmx.open.Parameter;
import io.arewealive.maintenance.Maintenance;
import io.arewealive.node.NodeId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The operations that begin and end a maintenance. */
public final class MaintenanceOperations {

    /** What stands for the whole cluster where a node is named. */
    public static final String WHOLE_CLUSTER = "*";

    private static final String NODE = "node";
    private static final String SECONDS = "seconds";
    private static final String REASON = "reason";

    private MaintenanceOperations() {}

    static List<Operation> of(Awa awa) {
        List<Operation> operations = new ArrayList<>(Edits.operations(
                "maintenanceOn",
                "Begins the maintenance of a node: it does not ring, and its problems are information. It ends by itself.",
                List.of(
                        node(),
                        Parameter.number(
                                SECONDS,
                                "seconds",
                                "How long, 1 to " + Maintenance.LONGEST_TIME.toSeconds() + "; 0 for "
                                        + Maintenance.DEFAULT_TIME.toSeconds() + "."),
                        Parameter.text(REASON, "Why, for those who see it; may be empty.")),
                List.of(),
                arguments -> Authors.sign(awa.maintenance(), arguments)
                        .begin(
                                CommandIds.readOptional(arguments),
                                target(awa, arguments),
                                time(arguments.number(SECONDS)),
                                arguments.exactText(REASON),
                                Timeouts.LOG.read(arguments))));
        operations.addAll(Edits.operations(
                "maintenanceOff",
                "Ends the maintenance of a node.",
                List.of(node()),
                List.of(),
                arguments -> Authors.sign(awa.maintenance(), arguments)
                        .end(
                                CommandIds.readOptional(arguments),
                                target(awa, arguments),
                                Timeouts.LOG.read(arguments))));
        return operations;
    }

    private static Parameter node() {
        return Parameter.text(NODE, "Name or id of a node; * for the whole cluster.");
    }

    private static Optional<NodeId> target(Awa awa, Arguments arguments) {
        String node = arguments.text(NODE);
        if (node.equals(WHOLE_CLUSTER)) {
            return Optional.empty();
        }
        return Optional.of(awa.nodes()
                .find(node)
                .orElseThrow(() -> new IllegalArgumentException("no node has the name or id \"" + node + "\""))
                .id());
    }

    private static Duration time(long seconds) {
        return seconds == 0 ? Maintenance.DEFAULT_TIME : Maintenance.requireTime(Duration.ofSeconds(seconds));
    }
}
