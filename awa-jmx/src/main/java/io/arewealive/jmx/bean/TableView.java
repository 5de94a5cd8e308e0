package io.arewealive.jmx.bean;

import io.arewealive.node.ChangeHash;
import io.arewealive.node.Node;
import io.arewealive.node.NodeTable;
import java.util.List;

/**
 * The node table at one version.
 *
 * @param version how many changes were applied
 * @param hash of these changes
 * @param nodes the rows
 */
record TableView(long version, ChangeHash hash, List<Node> nodes) {

    private static final int TRIES = 5;

    /** Reads the parts until they belong together; a table that changes all the while is taken as it comes. */
    static TableView of(NodeTable table) {
        var view = read(table);
        for (int i = 1; i < TRIES && table.version() != view.version(); i++) {
            view = read(table);
        }
        return view;
    }

    private static TableView read(NodeTable table) {
        return new TableView(table.version(), table.hash(), table.list());
    }
}
