package io.arewealive.jmx.shape;

import io.arewealive.jmx.open.Field;
import io.arewealive.jmx.open.Row;
import io.arewealive.jmx.open.Shape;
import io.arewealive.maintenance.MaintenanceWindow;
import io.arewealive.node.Lifetime;
import io.arewealive.node.NodeId;
import io.arewealive.status.NodeState;
import io.arewealive.status.NodeStatus;
import io.arewealive.status.Role;
import java.util.Optional;

/** One node as one viewer sees it; the columns of {@code Nodes} and the attributes of a node's own bean. */
public final class NodeStatusShape {

    /** The columns. */
    public static final Shape<NodeStatus> SHAPE = Shape.<NodeStatus>named(
                    "NodeStatus", "One node as the viewing node sees it.")
            .with(Field.text("name", "Name of the node, unique in the cluster.", NodeStatus::name))
            .with(Field.text(
                    "id",
                    "Identity of the node for life, a UUID; name and address may change.",
                    node -> node.id().toString()))
            .with(Field.text("host", "Host name or address that others dial to reach the node.", NodeStatus::host))
            .with(Field.integer("port", "TCP port", "TCP port that others dial to reach the node.", NodeStatus::port))
            .with(Field.text(
                    "status",
                    "State of the node: online, suspect (silent, not confirmed), offline, left (said goodbye) or unknown"
                            + " (never heard by the viewer).",
                    node -> node.state().word()))
            .with(Field.text(
                    "role",
                    "Part of the node in the replicated log: leader, voter, observer, witness or none.",
                    node -> node.role().word()))
            .with(Field.text(
                    "lifetime",
                    "How long its row lives: permanent (until deleted) or ephemeral (goes with the node).",
                    node -> Words.of(node.lifetime())))
            .with(Field.maybeNumber(
                    "version",
                    "changes",
                    "Version of the node's own copy of the node table, from its last beat.",
                    NodeStatus::version))
            .with(Field.maybeNumber(
                    "lag", "changes", "How many changes the node is behind the newest known version.", NodeStatus::lag))
            .with(Field.maybeReal(
                    "latencyMillis", "milliseconds", "Round trip to the node.", NodeStatus::latencyMillis))
            .with(Field.maybeReal(
                    "clockOffsetMillis",
                    "milliseconds",
                    "Clock of the node minus the viewer's clock, by half the round trip.",
                    NodeStatus::clockOffsetMillis))
            .with(Field.maybeText(
                    "lastSeen",
                    "When the viewer last heard the node, ISO-8601 UTC; empty if never.",
                    NodeStatus::lastSeen))
            .with(Field.text(
                    "since",
                    "When the node came into this state as the viewer saw it, ISO-8601 UTC.",
                    node -> node.since().toString()))
            .with(Field.maybeNumber(
                    "uptimeSeconds", "seconds", "How long the node's process has been up.", NodeStatus::uptimeSeconds))
            .with(Field.maybeText(
                    "software", "Version of AWA that the node runs; empty if not known.", NodeStatus::software))
            .with(Field.maybeNumber(
                    "protocol", "version", "Version of the wire protocol that the node speaks.", NodeStatus::protocol))
            .with(Field.maybeText(
                    "maintenanceUntil",
                    "When the maintenance of the node ends by itself, ISO-8601 UTC; empty if it is in none.",
                    node -> node.maintenance().map(MaintenanceWindow::until)))
            .with(Field.maybeText(
                    "maintenanceSince",
                    "When the maintenance of the node began, ISO-8601 UTC; empty if it is in none.",
                    node -> node.maintenance().map(MaintenanceWindow::since)))
            .with(Field.maybeText(
                    "maintenanceAuthor",
                    "Who began the maintenance of the node; empty if it is in none.",
                    node -> node.maintenance().map(MaintenanceWindow::author)))
            .with(Field.maybeText(
                    "maintenanceReason",
                    "Why the node is in maintenance; empty if it is in none or nobody said.",
                    node -> node.maintenance().map(MaintenanceWindow::reason)))
            .with(Field.flag(
                    "maintenanceOfCluster",
                    "Whether the node is in maintenance because the whole cluster is.",
                    node -> node.maintenance()
                            .filter(MaintenanceWindow::wholeCluster)
                            .isPresent()))
            .with(Field.text(
                    "reason",
                    "Why the node is in this state, for example process ended or unreachable; empty if there is nothing"
                            + " to say.",
                    NodeStatus::reason))
            .build();

    private NodeStatusShape() {}

    /** Reads one back. */
    public static NodeStatus read(Row row) {
        return new NodeStatus(
                NodeId.parse(row.text("id")),
                row.text("name"),
                row.text("host"),
                row.integer("port"),
                Words.parse(NodeState.class, "status", row.text("status")),
                Words.parse(Role.class, "role", row.text("role")),
                Words.parse(Lifetime.class, "lifetime", row.text("lifetime")),
                row.maybeNumber("version"),
                row.maybeNumber("lag"),
                row.maybeReal("latencyMillis"),
                row.maybeReal("clockOffsetMillis"),
                row.maybeTime("lastSeen"),
                row.time("since"),
                row.maybeNumber("uptimeSeconds"),
                row.maybeText("software"),
                row.maybeNumber("protocol"),
                maintenance(row),
                row.text("reason"));
    }

    private static Optional<MaintenanceWindow> maintenance(Row row) {
        return row.maybeTime("maintenanceUntil")
                .map(until -> new MaintenanceWindow(
                        row.flag("maintenanceOfCluster"),
                        row.time("maintenanceSince"),
                        until,
                        row.text("maintenanceAuthor"),
                        row.text("maintenanceReason")));
    }
}
