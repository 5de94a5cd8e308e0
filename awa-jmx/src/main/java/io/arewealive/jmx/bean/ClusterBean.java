package io.arewealive.jmx.bean;

import io.arewealive.Awa;
import io.arewealive.jmx.open.Arguments;
import io.arewealive.jmx.open.Field;
import io.arewealive.jmx.open.OpenBean;
import io.arewealive.jmx.open.OpenEmitter;
import io.arewealive.jmx.open.Operation;
import io.arewealive.jmx.open.Operation.Impact;
import io.arewealive.jmx.shape.ClusterStatusShape;
import io.arewealive.jmx.shape.Picture;
import java.util.List;
import java.util.function.IntSupplier;
import java.util.function.Supplier;

/** The whole picture: scalars for monitoring, tables for programs, lines for people. Sends the cluster's events. */
final class ClusterBean {

    private ClusterBean() {}

    static OpenEmitter<Picture> of(Awa awa, Supplier<Picture> pictures, IntSupplier nodesWithoutBean) {
        var bean = OpenBean.describe(
                        "The whole cluster as this node sees it. Sends the events that the cluster agreed on; the"
                                + " sequence number is the number of the event, without holes.",
                        pictures)
                .attributes(ClusterStatusShape.SHAPE)
                .attribute(Field.integer(
                        "nodesWithoutBean",
                        "nodes",
                        "Nodes that have no bean of their own because there are too many; they stand in Nodes.",
                        picture -> nodesWithoutBean.getAsInt()))
                .attribute(Field.texts(
                        "statusLines",
                        "The picture as a table for people, with problems and remedies below it.",
                        Picture::lines))
                .attribute(Field.texts(
                        "problemLines",
                        "What is wrong and what to do, one line each, worst first.",
                        Picture::problemLines))
                .operation(new Operation(
                        "askStatus",
                        "Asks all nodes at once and gives the whole picture of their answers.",
                        Impact.READS,
                        ClusterStatusShape.SHAPE.type(),
                        List.of(Timeouts.ASK.parameter()),
                        arguments -> ask(awa, arguments)));
        bean.operations(MaintenanceOperations.of(awa));
        EventTypes.describe(bean);
        return bean.buildEmitter();
    }

    private static Object ask(Awa awa, Arguments arguments) {
        return ClusterStatusShape.SHAPE.row(new Picture(awa.askStatus(Timeouts.ASK.read(arguments))));
    }
}
