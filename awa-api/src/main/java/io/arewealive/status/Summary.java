package io.arewealive.status;

import java.util.Collection;

/**
 * How many nodes are in which state.
 *
 * @param total all rows of the table
 * @param online answered within the liveness time
 * @param suspect silent for longer, not confirmed
 * @param offline ended or silent past confirmation
 * @param left said goodbye
 * @param unknown never heard by the viewer
 */
public record Summary(int total, int online, int suspect, int offline, int left, int unknown) {

    /** Counts the nodes. */
    public static Summary of(Collection<NodeStatus> nodes) {
        return new Summary(
                nodes.size(),
                count(nodes, NodeState.ONLINE),
                count(nodes, NodeState.SUSPECT),
                count(nodes, NodeState.OFFLINE),
                count(nodes, NodeState.LEFT),
                count(nodes, NodeState.UNKNOWN));
    }

    private static int count(Collection<NodeStatus> nodes, NodeState state) {
        return (int) nodes.stream().filter(node -> node.state() == state).count();
    }
}
