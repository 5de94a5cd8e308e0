package io.arewealive.jmx.shape;

import io.arewealive.jmx.open.Field;
import io.arewealive.jmx.open.Row;
import io.arewealive.jmx.open.Shape;
import io.arewealive.node.ChangeHash;
import io.arewealive.node.NodeId;
import io.arewealive.status.ClusterStatus;

/** The whole picture; the attributes of the cluster's bean and the result of asking all nodes. */
public final class ClusterStatusShape {

    /** The columns. */
    public static final Shape<Picture> SHAPE = Shape.<Picture>named(
                    "ClusterStatus", "The whole cluster as one node sees it at one moment.")
            .with(Field.text(
                    "name", "Name of the cluster.", picture -> picture.status().cluster()))
            .with(Field.text(
                    "viewer",
                    "Name of the node that looks.",
                    picture -> picture.status().viewer()))
            .with(Field.text(
                    "nodeId",
                    "Identity of the node that looks, a UUID.",
                    picture -> picture.status().viewerId().toString()))
            .with(Field.text(
                    "takenAt",
                    "When the picture was taken, by the viewer's clock, ISO-8601 UTC.",
                    picture -> picture.status().takenAt().toString()))
            .with(Field.number(
                    "tableVersion",
                    "changes",
                    "Version of the viewer's node table: the number of changes applied to it.",
                    picture -> picture.status().version()))
            .with(Field.text(
                    "hash",
                    "Hash of the viewer's list of changes; equal versions and hashes mean equal tables.",
                    picture -> picture.status().hash().toString()))
            .with(Field.flag(
                    "synced",
                    "Whether the viewer has caught up with a live leader since its start and still follows one.",
                    picture -> picture.status().synced()))
            .with(Field.flag(
                    "quorum",
                    "Whether the viewer knows a leader that a majority of the voters follows; without one nothing can be"
                            + " changed.",
                    picture -> picture.status().quorum()))
            .with(Field.maybeText(
                    "leader",
                    "Name of the node that leads the replicated log; empty if none is known.",
                    picture -> picture.status().leader()))
            .with(Field.number(
                    "term",
                    "terms",
                    "Term of the replicated log; it rises with every election.",
                    picture -> picture.status().term()))
            .with(Field.number(
                    "epoch",
                    "epochs",
                    "1, and one more each time a survivor was let go on without the majority (awa recover --force).",
                    picture -> picture.status().epoch()))
            .with(Field.texts(
                    "voters",
                    "Names of the nodes whose votes make the majority.",
                    picture -> picture.status().voters()))
            .with(Field.integer(
                    "nodesTotal",
                    "nodes",
                    "Number of nodes in the table.",
                    picture -> picture.summary().total()))
            .with(Field.integer(
                    "nodesOnline",
                    "nodes",
                    "Nodes that answered within the liveness time.",
                    picture -> picture.summary().online()))
            .with(Field.integer(
                    "nodesSuspect",
                    "nodes",
                    "Nodes that are silent, their end not confirmed.",
                    picture -> picture.summary().suspect()))
            .with(Field.integer(
                    "nodesOffline",
                    "nodes",
                    "Nodes that ended or are silent past confirmation.",
                    picture -> picture.summary().offline()))
            .with(Field.integer(
                    "nodesLeft",
                    "nodes",
                    "Nodes that said goodbye.",
                    picture -> picture.summary().left()))
            .with(Field.integer(
                    "nodesUnknown",
                    "nodes",
                    "Nodes that the viewer has never heard since its start.",
                    picture -> picture.summary().unknown()))
            .with(Field.text(
                    "security",
                    "How the nodes trust each other: loopback, tls or insecure.",
                    picture -> picture.status().security()))
            .with(Field.text(
                    "severity", "The worst severity among the problems: info, warning or critical.", Picture::severity))
            .with(Field.madeRows(
                    "nodes",
                    "Every node of the table, in the order of names.",
                    NodeStatusShape.SHAPE,
                    Picture::nodeRows))
            .with(Field.madeRows(
                    "problems", "What is wrong and what to do, worst first.", ProblemShape.SHAPE, Picture::problemRows))
            .build();

    private ClusterStatusShape() {}

    /** Reads one back. */
    public static ClusterStatus read(Row row) {
        return new ClusterStatus(
                row.text("name"),
                row.time("takenAt"),
                row.text("viewer"),
                NodeId.parse(row.text("nodeId")),
                row.number("tableVersion"),
                ChangeHash.parse(row.text("hash")),
                row.flag("synced"),
                row.flag("quorum"),
                row.maybeText("leader"),
                row.number("term"),
                row.number("epoch"),
                row.texts("voters"),
                row.text("security"),
                row.rows("nodes").stream().map(NodeStatusShape::read).toList(),
                row.rows("problems").stream().map(ProblemShape::read).toList());
    }
}
