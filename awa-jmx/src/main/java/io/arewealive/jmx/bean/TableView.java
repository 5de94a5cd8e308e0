package io.arewealive.jmx.bean;

import io.arewealive.jmx.open.Once;
import io.arewealive.jmx.shape.NodeShape;
import io.arewealive.node.ChangeHash;
import io.arewealive.node.NodeTable;
import javax.management.openmbean.CompositeData;

/**
 * The node table at one version.
 *
 * @param version how many changes were applied
 * @param hash of these changes
 * @param rows as open data, made when they are first asked for
 */
record TableView(long version, ChangeHash hash, Once<CompositeData[]> rows) {

    private static final int TRIES = 5;

    /** Reads the parts until they belong together; a table that changes all the while is taken as it comes. */
    static TableView of(NodeTable table) {
        var view = read(table);
        for (int i = 1; i < TRIES && !view.shows(table); i++) {
            view = read(table);
        }
        return view;
    }

    /** Whether this is what the table holds now. */
    boolean shows(NodeTable table) {
        return table.version() == version && table.hash().equals(hash);
    }

    private static TableView read(NodeTable table) {
        long version = table.version();
        var hash = table.hash();
        var nodes = table.list();
        return new TableView(version, hash, new Once<>(() -> NodeShape.SHAPE.rows(nodes)));
    }
}
