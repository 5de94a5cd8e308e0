package io.arewealive.snmp.mib;

import io.arewealive.node.Node;
import io.arewealive.node.NodeChange;
import java.util.List;

/** {@code awaNodeChangeTable}. */
final class ChangeColumns {

    private ChangeColumns() {}

    static Table<NodeChange> table() {
        return new Table<>(
                3,
                "awaNodeChange",
                "One numbered change of the node table.",
                "The newest changes of the node table, at most 1000.",
                "Version of the node table after this change.",
                columns(),
                View::changes);
    }

    private static List<Leaf<NodeChange>> columns() {
        return List.of(
                Leaf.of(
                        2,
                        "awaNodeChangeVersion",
                        Syntax.GAUGE64,
                        "changes",
                        "Version of the node table after this change.",
                        NodeChange::version),
                Leaf.of(
                        3,
                        "awaNodeChangeAction",
                        Description.ACTION.syntax(),
                        "",
                        "What was done to the row: create, update or delete.",
                        NodeChange::action),
                Leaf.of(
                        4,
                        "awaNodeChangeNodeId",
                        Syntax.TEXT,
                        "",
                        "Identity of the node whose row it is, a UUID.",
                        change -> change.nodeId().toString()),
                Leaf.maybe(
                        5,
                        "awaNodeChangeName",
                        Syntax.TEXT,
                        "Name of the node afterwards; no instance if the row went.",
                        change -> change.data().map(Node::name)),
                Leaf.maybe(
                        6,
                        "awaNodeChangeHost",
                        Syntax.TEXT,
                        "Host of the node afterwards; no instance if the row went.",
                        change -> change.data().map(Node::host)),
                Leaf.maybe(
                        7,
                        "awaNodeChangePort",
                        Syntax.PORT,
                        "TCP port of the node afterwards; no instance if the row went.",
                        change -> change.data().map(Node::port)),
                Leaf.of(
                        8,
                        "awaNodeChangeTime",
                        Syntax.TIME,
                        "",
                        "When the leader accepted it, by the leader's clock.",
                        NodeChange::time),
                Leaf.of(
                        9,
                        "awaNodeChangeAuthor",
                        Syntax.TEXT,
                        "",
                        "Who asked for it, for example operator (alice).",
                        NodeChange::author),
                Leaf.of(
                        10,
                        "awaNodeChangeCommand",
                        Syntax.TEXT,
                        "",
                        "Id of the command that caused it, a UUID.",
                        change -> change.commandId().toString()));
    }
}
