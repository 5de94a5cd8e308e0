package io.arewealive.jmx.shape;

import io.arewealive.jmx.open.Field;
import io.arewealive.jmx.open.Row;
import io.arewealive.jmx.open.Shape;
import io.arewealive.node.ChangeHash;
import io.arewealive.node.CommandId;
import io.arewealive.node.Lifetime;
import io.arewealive.node.Node;
import io.arewealive.node.NodeChange;
import io.arewealive.node.NodeChange.Action;
import io.arewealive.node.NodeId;
import io.arewealive.node.Votes;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/** A numbered edit of the node table, in one flat row; what a DELETE has no data for is empty, -1 or false. */
public final class NodeChangeShape {

    /** The columns. */
    public static final Shape<NodeChange> SHAPE = Shape.<NodeChange>named(
                    "NodeChange", "A numbered edit of the node table.")
            .with(Field.number(
                    "version",
                    "changes",
                    "Version of the table after this change: 1, 2, 3 without holes.",
                    NodeChange::version))
            .with(Field.text(
                    "action",
                    "What was done to the row: CREATE, UPDATE or DELETE.",
                    change -> change.action().name()))
            .with(Field.text(
                    "nodeId",
                    "Identity of the node whose row it is, a UUID.",
                    change -> change.nodeId().toString()))
            .with(text("name", "Name of the node afterwards; empty for DELETE.", Node::name))
            .with(text("host", "Host of the node afterwards; empty for DELETE.", Node::host))
            .with(Field.integer(
                    "port",
                    "TCP port",
                    "Port of the node afterwards; -1 for DELETE.",
                    change -> change.data().map(Node::port).orElse(-1)))
            .with(text(
                    "lifetime", "Lifetime of the row afterwards; empty for DELETE.", node -> Words.of(node.lifetime())))
            .with(text(
                    "votes",
                    "Whether the node may vote afterwards, auto or never; empty for DELETE.",
                    node -> Words.of(node.votes())))
            .with(flag("witness", "Whether the node is a witness afterwards.", Node::witness))
            .with(flag("claimed", "Whether a process has spoken under this id.", Node::claimed))
            .with(flag("pinned", "Whether an operator set the address.", Node::pinned))
            .with(Field.text(
                    "commandId",
                    "Id of the attempt that caused the change, a UUID.",
                    change -> change.commandId().toString()))
            .with(Field.text(
                    "time",
                    "When the leader accepted it, by the leader's clock, ISO-8601 UTC.",
                    change -> change.time().toString()))
            .with(Field.text("author", "Who asked for it, for example node:web-1.", NodeChange::author))
            .with(Field.text(
                    "crc",
                    "CRC-32C of the encoded change, 8 hex digits.",
                    change -> HexFormat.of().toHexDigits(change.crc())))
            .with(Field.text(
                    "previousHash",
                    "Hash of the list of changes before this one.",
                    change -> change.previousHash().toString()))
            .with(Field.text(
                    "hash",
                    "Hash of the list of changes up to this one.",
                    change -> change.hash().toString()))
            .build();

    private NodeChangeShape() {}

    /** Reads one back. */
    public static NodeChange read(Row row) {
        var id = NodeId.parse(row.text("nodeId"));
        var action = Action.valueOf(row.text("action"));
        return new NodeChange(
                row.number("version"),
                action,
                id,
                action == Action.DELETE ? Optional.empty() : Optional.of(readData(id, row)),
                CommandId.parse(row.text("commandId")),
                row.time("time"),
                row.text("author"),
                HexFormat.fromHexDigits(row.text("crc")),
                ChangeHash.parse(row.text("previousHash")),
                ChangeHash.parse(row.text("hash")));
    }

    private static Node readData(NodeId id, Row row) {
        return new Node(
                id,
                row.text("name"),
                row.text("host"),
                row.integer("port"),
                Words.parse(Lifetime.class, "lifetime", row.text("lifetime")),
                Words.parse(Votes.class, "votes", row.text("votes")),
                row.flag("witness"),
                row.flag("claimed"),
                row.flag("pinned"));
    }

    private static Field<NodeChange> text(String name, String description, Function<Node, String> value) {
        return Field.text(name, description, change -> change.data().map(value).orElse(""));
    }

    private static Field<NodeChange> flag(String name, String description, Predicate<Node> value) {
        return Field.flag(
                name, description, change -> change.data().filter(value).isPresent());
    }
}
