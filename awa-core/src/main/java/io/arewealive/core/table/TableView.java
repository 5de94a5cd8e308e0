package io.arewealive.core.table;

import io.arewealive.node.ChangeHash;
import io.arewealive.node.ChangesSince;
import io.arewealive.node.Node;
import io.arewealive.node.NodeId;
import java.util.List;
import java.util.Optional;

/**
 * The node table at one version; immutable.
 *
 * @param version changes applied so far
 * @param hash of the change list at that version
 * @param nodes all rows, in the order of names
 * @param changes the kept changes
 */
public record TableView(long version, ChangeHash hash, List<Node> nodes, ChangeList changes) {

    /** The table before its first change. */
    public static final TableView EMPTY = new TableView(0, ChangeHash.EMPTY, List.of(), ChangeList.after(0));

    /** Copies the list. */
    public TableView {
        nodes = List.copyOf(nodes);
    }

    /** The row with this id. */
    public Optional<Node> byId(NodeId id) {
        return nodes.stream().filter(node -> node.id().equals(id)).findFirst();
    }

    /** The row with this name, or else with this id. */
    public Optional<Node> find(String nameOrId) {
        return nodes.stream()
                .filter(node -> node.name().equals(nameOrId))
                .findFirst()
                .or(() -> nodes.stream()
                        .filter(node -> node.id().toString().equals(nameOrId))
                        .findFirst());
    }

    /** What changed since a version, or the whole table below the floor. */
    public ChangesSince since(long asked, int limit) {
        return asked < changes.floor()
                ? new ChangesSince.Snapshot(version, changes.floor(), hash, nodes)
                : new ChangesSince.Changes(version, changes.since(asked, limit));
    }
}
