package io.arewealive.core.table;

import io.arewealive.node.Node;
import io.arewealive.node.NodeEdit;
import io.arewealive.node.NodeId;

/** An edit of the node table, as it stands in the log. */
public sealed interface TableEdit {

    /** An operator adds a row by hand. */
    record Add(Node node) implements TableEdit {}

    /** An operator changes a row, which is then pinned; an edit that changes nothing lets what the node says count again. */
    record Update(NodeId id, NodeEdit edit) implements TableEdit {}

    /** An operator wants a node to vote, or not to. */
    record Seat(NodeId id, boolean wanted) implements TableEdit {}

    /** A row goes. */
    record Delete(NodeId id, boolean force) implements TableEdit {}

    /**
     * A node says who it is and where it is to be reached.
     *
     * @param replace whether it takes the place of an offline node of its name, for good
     */
    record Announce(Node node, boolean replace) implements TableEdit {

        /** Says it without wanting anybody's place. */
        public Announce(Node node) {
            this(node, false);
        }
    }
}
