package io.arewealive.jmx.bean;

import io.arewealive.jmx.open.OpenBean;
import io.arewealive.jmx.shape.NodeStatusShape;
import io.arewealive.jmx.shape.Picture;
import io.arewealive.node.Node;
import io.arewealive.status.NodeStatus;
import java.util.function.Supplier;

/** One node of the table, for monitoring that graphs a number of one bean. */
final class NodeBean {

    private NodeBean() {}

    static OpenBean<NodeStatus> of(Node row, Supplier<Picture> pictures) {
        return OpenBean.<NodeStatus>describe("One node of the cluster as the viewing node sees it.", () -> {
                    var picture = pictures.get();
                    return picture.node(row.id()).orElseGet(() -> notPublished(row, picture));
                })
                .attributes(NodeStatusShape.SHAPE)
                .build();
    }

    /** The table and the published status change one after the other; in between only the row is known. */
    private static NodeStatus notPublished(Node row, Picture picture) {
        return NodeStatus.unknown(
                row.id(),
                row.name(),
                row.host(),
                row.port(),
                row.lifetime(),
                picture.status().takenAt(),
                "not in the published status");
    }
}
