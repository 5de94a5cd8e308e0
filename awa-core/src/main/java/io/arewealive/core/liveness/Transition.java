package io.arewealive.core.liveness;

import io.arewealive.node.NodeId;
import io.arewealive.status.NodeState;

/**
 * A node came from one state into another, in the eyes of this viewer.
 *
 * @param node which
 * @param from the state before
 * @param to the state now
 * @param reason why
 */
public record Transition(NodeId node, NodeState from, NodeState to, String reason) {}
