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
        int[] counts = new int[NodeState.values().length];
        nodes.forEach(node -> counts[node.state().ordinal()]++);
        return new Summary(
                nodes.size(),
                counts[NodeState.ONLINE.ordinal()],
                counts[NodeState.SUSPECT.ordinal()],
                counts[NodeState.OFFLINE.ordinal()],
                counts[NodeState.LEFT.ordinal()],
                counts[NodeState.UNKNOWN.ordinal()]);
    }
}
