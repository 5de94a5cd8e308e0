package io.arewealive.jmx.shape;

import io.arewealive.jmx.open.Once;
import io.arewealive.node.NodeId;
import io.arewealive.status.ClusterStatus;
import io.arewealive.status.NodeStatus;
import io.arewealive.status.Summary;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.management.openmbean.CompositeData;

/** A published status with what several readers need of it, each worked out at most about once. Any thread. */
public final class Picture {

    private final ClusterStatus status;
    private final Summary summary;
    private final Once<Map<NodeId, NodeStatus>> nodes = new Once<>(this::byId);
    private final Once<CompositeData[]> nodeRows = new Once<>(() -> NodeStatusShape.SHAPE.rows(status().nodes()));
    private final Once<CompositeData[]> problemRows = new Once<>(() -> ProblemShape.SHAPE.rows(status().problems()));
    private final Once<String> severity = new Once<>(() -> status().severity().word());
    private final Once<List<String>> lines = new Once<>(() -> StatusLines.of(status()));
    private final Once<List<String>> problemLines = new Once<>(() -> StatusLines.problems(status()));

    /** Works out the rest. */
    public Picture(ClusterStatus status) {
        this.status = status;
        this.summary = status.summary();
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
        return Optional.ofNullable(nodes.get().get(id));
    }

    /** The status as lines for people. */
    public List<String> lines() {
        return lines.get();
    }

    /** The worst severity among the problems, as a word. */
    public String severity() {
        return severity.get();
    }

    /** The problems as lines for people. */
    public List<String> problemLines() {
        return problemLines.get();
    }

    CompositeData[] problemRows() {
        return problemRows.get();
    }

    CompositeData[] nodeRows() {
        return nodeRows.get();
    }

    private Map<NodeId, NodeStatus> byId() {
        var map = new HashMap<NodeId, NodeStatus>();
        status.nodes().forEach(node -> map.put(node.id(), node));
        return map;
    }
}
