package io.arewealive.core.machine;

import io.arewealive.node.NodeId;

/** Who wants to know what becomes of a command. */
sealed interface Asker {
    /** A caller on this node. */
    record Local(long token) implements Asker {}

    /** Another node, which looks after retries itself. */
    record Remote(NodeId from) implements Asker {}

    /** A node that joins through this one. */
    record Joiner(NodeId from) implements Asker {}

    /** This node itself; it looks at the state and tries again if it has to. */
    record Own() implements Asker {}
}
