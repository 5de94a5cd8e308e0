package io.arewealive.jmx.shape;

import io.arewealive.jmx.open.Field;
import io.arewealive.jmx.open.Row;
import io.arewealive.jmx.open.Shape;
import io.arewealive.node.Lifetime;
import io.arewealive.node.Node;
import io.arewealive.node.NodeId;
import io.arewealive.node.Votes;

/** A row of the node table. */
public final class NodeShape {

    /** The columns. */
    public static final Shape<Node> SHAPE = Shape.<Node>named("Node", "A row of the node table.")
            .with(Field.text(
                    "id",
                    "Identity of the node for life, a UUID.",
                    node -> node.id().toString()))
            .with(Field.text("name", "Name of the node, unique in the table.", Node::name))
            .with(Field.text("host", "Host name or address that others dial.", Node::host))
            .with(Field.integer("port", "TCP port", "TCP port that others dial.", Node::port))
            .with(Field.text(
                    "lifetime", "How long the row lives: permanent or ephemeral.", node -> Words.of(node.lifetime())))
            .with(Field.text(
                    "votes",
                    "Whether the node may become a voter: auto or never by its own settings, added or removed by an operator.",
                    node -> Words.of(node.votes())))
            .with(Field.flag("witness", "Whether the node votes and runs nothing.", Node::witness))
            .with(Field.flag(
                    "claimed",
                    "Whether a process has ever spoken under this id; a row added by hand waits for one.",
                    Node::claimed))
            .with(Field.flag(
                    "pinned",
                    "Whether an operator set the address, so that the node's own word does not count.",
                    Node::pinned))
            .build();

    private NodeShape() {}

    /** Reads one back. */
    public static Node read(Row row) {
        return new Node(
                NodeId.parse(row.text("id")),
                row.text("name"),
                row.text("host"),
                row.integer("port"),
                Words.parse(Lifetime.class, "lifetime", row.text("lifetime")),
                Words.parse(Votes.class, "votes", row.text("votes")),
                row.flag("witness"),
                row.flag("claimed"),
                row.flag("pinned"));
    }
}
