package io.arewealive.snmp.mib;

import io.arewealive.maintenance.MaintenanceWindow;
import java.util.List;
import java.util.OptionalLong;

/** {@code awaNodeTable}. */
final class NodeColumns {

    private static final double MICROS = 1000;

    private NodeColumns() {}

    static Table<NodeRow> table() {
        return new Table<>(
                2,
                "awaNode",
                "One node as the viewing node sees it.",
                "Every node of the table, as the viewing node sees it. What is not known has no instance.",
                "Number of the node: 31 bits of the CRC-32 of its name, the same on every agent and stable for that name.",
                columns(),
                View::nodes);
    }

    private static List<Leaf<NodeRow>> columns() {
        return List.of(
                Leaf.of(
                        2,
                        "awaNodeName",
                        Syntax.TEXT,
                        "",
                        "Name of the node, unique in the cluster.",
                        row -> row.status().name()),
                Leaf.of(
                        3,
                        "awaNodeHost",
                        Syntax.TEXT,
                        "",
                        "Host name or address that others dial to reach the node.",
                        row -> row.status().host()),
                Leaf.of(
                        4,
                        "awaNodePort",
                        Syntax.PORT,
                        "",
                        "TCP port that others dial to reach the node.",
                        row -> row.status().port()),
                Leaf.of(
                        5,
                        "awaNodeStatus",
                        Description.STATUS.syntax(),
                        "",
                        "State of the node: online, suspect (silent, not confirmed), offline, left (said goodbye) or unknown (never"
                                + " heard by the viewer).",
                        row -> row.status().state()),
                Leaf.of(
                        6,
                        "awaNodeRole",
                        Description.ROLE.syntax(),
                        "",
                        "Part of the node in the replicated log: leader, voter, observer, witness or none.",
                        row -> row.status().role()),
                Leaf.maybeGauge64(
                        7,
                        "awaNodeTableVersion",
                        "changes",
                        "Version of the node's own copy of the node table, from its last beat.",
                        row -> row.status().version()),
                Leaf.maybeGauge(
                        8,
                        "awaNodeLag",
                        "changes",
                        "How many changes the node is behind the newest known version.",
                        row -> row.status().lag()),
                Leaf.maybeGauge(
                        9, "awaNodeLatency", "microseconds", "Round trip to the node.", NodeColumns::latencyMicros),
                Leaf.maybe(
                        10,
                        "awaNodeLastSeen",
                        Syntax.TIME,
                        "When the viewer last heard the node; no instance if never.",
                        row -> row.status().lastSeen()),
                Leaf.of(
                        11,
                        "awaNodeSince",
                        Syntax.TIME,
                        "",
                        "When the node came into this state as the viewer saw it.",
                        row -> row.status().since()),
                Leaf.maybeGauge(
                        12,
                        "awaNodeUptime",
                        "seconds",
                        "How long the node's process has been up.",
                        row -> row.status().uptimeSeconds()),
                Leaf.of(
                        13,
                        "awaNodeReason",
                        Syntax.TEXT,
                        "",
                        "Why the node is in this state, for example process ended or unreachable; empty if there is nothing to say.",
                        row -> row.status().reason()),
                Leaf.maybe(
                        14,
                        "awaNodeMaintenanceUntil",
                        Syntax.TIME,
                        "When the maintenance of the node ends by itself; no instance if it is in none.",
                        row -> row.status().maintenance().map(MaintenanceWindow::until)));
    }

    private static OptionalLong latencyMicros(NodeRow row) {
        var millis = row.status().latencyMillis();
        return millis.isPresent() ? OptionalLong.of(Math.round(millis.getAsDouble() * MICROS)) : OptionalLong.empty();
    }
}
