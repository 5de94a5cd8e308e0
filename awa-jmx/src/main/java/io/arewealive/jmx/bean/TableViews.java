package io.arewealive.jmx.bean;

import io.arewealive.node.NodeTable;
import java.util.function.Supplier;

/** The node table as it is now, worked out once for each version. Any thread, never blocks. */
final class TableViews implements Supplier<TableView> {

    private final NodeTable table;
    private volatile TableView last;

    TableViews(NodeTable table) {
        this.table = table;
        this.last = TableView.of(table);
    }

    @Override
    public TableView get() {
        var view = last;
        if (!view.shows(table)) {
            view = TableView.of(table);
            last = view;
        }
        return view;
    }
}
