package io.arewealive.jmx.shape;

import io.arewealive.node.NodeId;
import io.arewealive.status.ClusterStatus;
import io.arewealive.status.NodeStatus;
import io.arewealive.status.Summary;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** A published status with what several readers need of it, worked out once. Immutable, any thread. */
public final class Picture {

    private final ClusterStatus status;
    private final Summary summary;
    private final Map<NodeId, NodeStatus> nodes = new HashMap<>();

    /** Works out the rest. */
    public Picture(ClusterStatus status) {
        this.status = status;
        this.summary = status.summary();
        status.nodes().forEach(node -> nodes.put(node.id(), node));
    }

    /** The status itself. */
    public ClusterStatus status() {
        return status;
    }

    /** How many nodes are in which state. */
    public Summary summary() {
        return summary;
    }

    /** The node with this id, if the status has it. */
    public Optional<NodeStatus> node(NodeId id) {
        return Optional.ofNullable(nodes.get(id));
    }
}
