package io.arewealive.standalone.text;

import io.arewealive.maintenance.MaintenanceWindow;
import io.arewealive.node.ChangeHash;
import io.arewealive.node.Lifetime;
import io.arewealive.node.NodeId;
import io.arewealive.status.ClusterStatus;
import io.arewealive.status.NodeState;
import io.arewealive.status.NodeStatus;
import io.arewealive.status.Problem;
import io.arewealive.status.Role;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.UUID;

/** Made-up statuses. */
public final class Pictures {

    static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

    private Pictures() {}

    /** A node as a table shows it. */
    public static NodeStatus node(String name, NodeState state, String reason) {
        return node(name, state, reason, Lifetime.PERMANENT, 0, 0.25);
    }

    static NodeStatus node(
            String name, NodeState state, String reason, Lifetime lifetime, long lag, double clockOffsetMillis) {
        return new NodeStatus(
                new NodeId(UUID.nameUUIDFromBytes(name.getBytes(java.nio.charset.StandardCharsets.UTF_8))),
                name,
                name + ".example.com",
                7800,
                state,
                name.endsWith("1") ? Role.LEADER : Role.VOTER,
                lifetime,
                OptionalLong.of(17 - lag),
                OptionalLong.of(lag),
                OptionalDouble.of(0.4),
                OptionalDouble.of(clockOffsetMillis),
                Optional.of(NOON),
                NOON.minusSeconds(90),
                OptionalLong.of(5_025),
                Optional.of("0.1.0"),
                OptionalLong.of(1),
                Optional.empty(),
                reason);
    }

    /** A node that was never heard. */
    public static NodeStatus unheard(String name) {
        return new NodeStatus(
                new NodeId(new UUID(1, 2)),
                name,
                "10.0.0.9",
                7809,
                NodeState.UNKNOWN,
                Role.NONE,
                Lifetime.PERMANENT,
                OptionalLong.empty(),
                OptionalLong.empty(),
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                Optional.empty(),
                NOON,
                OptionalLong.empty(),
                Optional.empty(),
                OptionalLong.empty(),
                Optional.empty(),
                "");
    }

    /** The same node in maintenance. */
    public static NodeStatus maintained(NodeStatus node, boolean wholeCluster) {
        return new NodeStatus(
                node.id(),
                node.name(),
                node.host(),
                node.port(),
                node.state(),
                node.role(),
                node.lifetime(),
                node.version(),
                node.lag(),
                node.latencyMillis(),
                node.clockOffsetMillis(),
                node.lastSeen(),
                node.since(),
                node.uptimeSeconds(),
                node.software(),
                node.protocol(),
                Optional.of(new MaintenanceWindow(wholeCluster, NOON, NOON.plusSeconds(60), "operator", "")),
                node.reason());
    }

    /** A cluster with a leader and a quorum. */
    public static ClusterStatus cluster(List<NodeStatus> nodes, Problem... problems) {
        return cluster(nodes, true, true, problems);
    }

    public static ClusterStatus cluster(List<NodeStatus> nodes, boolean synced, boolean quorum, Problem... problems) {
        return new ClusterStatus(
                "orders",
                NOON,
                "db-1",
                new NodeId(new UUID(1, 1)),
                17,
                ChangeHash.EMPTY,
                synced,
                quorum,
                quorum ? Optional.of("db-1") : Optional.empty(),
                3,
                1,
                List.of("db-1", "db-2"),
                "loopback",
                nodes,
                List.of(problems));
    }
}
