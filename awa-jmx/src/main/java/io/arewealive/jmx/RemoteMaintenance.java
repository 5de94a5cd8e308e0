package io.arewealive.jmx;

import io.arewealive.jmx.bean.MaintenanceOperations;
import io.arewealive.maintenance.Maintenance;
import io.arewealive.node.CommandId;
import io.arewealive.node.EditOutcome;
import io.arewealive.node.NodeId;
import java.time.Duration;
import java.util.Optional;

/** The maintenance of nodes, through the bean of a server's cluster. */
record RemoteMaintenance(Link link, String author) implements Maintenance {

    private static final String TYPE = "Cluster";

    @Override
    public EditOutcome begin(
            CommandId commandId, Optional<NodeId> node, Duration time, String reason, Duration timeout) {
        return RemoteEdit.run(
                link,
                author,
                TYPE,
                "maintenanceOn",
                commandId,
                timeout,
                target(node),
                Maintenance.requireTime(time).toSeconds(),
                Maintenance.requireReason(reason));
    }

    @Override
    public EditOutcome end(CommandId commandId, Optional<NodeId> node, Duration timeout) {
        return RemoteEdit.run(link, author, TYPE, "maintenanceOff", commandId, timeout, target(node));
    }

    @Override
    public Maintenance by(String whom) {
        return new RemoteMaintenance(link, whom);
    }

    private static String target(Optional<NodeId> node) {
        return node.map(NodeId::toString).orElse(MaintenanceOperations.WHOLE_CLUSTER);
    }
}
