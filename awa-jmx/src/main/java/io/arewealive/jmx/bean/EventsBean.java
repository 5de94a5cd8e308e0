package io.arewealive.jmx.bean;

import io.arewealive.event.EventStream;
import io.arewealive.event.Events;
import io.arewealive.jmx.open.Arguments;
import io.arewealive.jmx.open.Field;
import io.arewealive.jmx.open.OpenBean;
import io.arewealive.jmx.open.OpenEmitter;
import io.arewealive.jmx.open.Operation;
import io.arewealive.jmx.open.Operation.Impact;
import io.arewealive.jmx.open.Parameter;
import io.arewealive.jmx.shape.EventShape;
import io.arewealive.jmx.shape.Words;
import java.util.List;

/** What is kept of the two streams of events. Sends this node's own events. */
final class EventsBean {

    private static final int DEFAULT_EVENTS = 100;
    private static final int MAX_EVENTS = 10_000;

    private EventsBean() {}

    static OpenEmitter<Events> of(Events events) {
        var bean = OpenBean.<Events>describe(
                        "What happened, as this node keeps it. Sends what this node saw itself (the local stream); the"
                                + " sequence number is the number of the event. The cluster's events come from the"
                                + " bean of type Cluster.",
                        () -> events)
                .attribute(
                        last("lastLocal", EventStream.LOCAL, "Number of the newest event that this node saw itself."))
                .attribute(last(
                        "lastCluster", EventStream.CLUSTER, "Number of the newest event that the cluster agreed on."))
                .operation(new Operation(
                        "since",
                        "Gives the kept events after a number, ascending; the way to fetch what was missed.",
                        Impact.READS,
                        EventShape.SHAPE.arrayType(),
                        List.of(
                                Parameter.text("stream", "Which numbering: cluster or local."),
                                Parameter.number("number", "events", "The number after which to begin; 0 for all."),
                                Limits.parameter(DEFAULT_EVENTS, MAX_EVENTS)),
                        arguments -> since(events, arguments)));
        EventTypes.describe(bean);
        return bean.buildEmitter();
    }

    private static Field<Events> last(String name, EventStream stream, String description) {
        return Field.number(name, "events", description + " 0: none yet.", events -> events.last(stream));
    }

    private static Object since(Events events, Arguments arguments) {
        return EventShape.SHAPE.rows(events.since(
                Words.parse(EventStream.class, "stream", arguments.text("stream")),
                Limits.notNegative(arguments, "number"),
                Limits.read(arguments, DEFAULT_EVENTS, MAX_EVENTS)));
    }
}
