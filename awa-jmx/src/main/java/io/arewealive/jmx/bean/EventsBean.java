package io.arewealive.jmx.bean;

import io.arewealive.event.Event;
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
import java.util.function.Function;

/** What is kept of the two streams of events. Sends this node's own events. */
final class EventsBean {

    private static final int DEFAULT_EVENTS = 100;
    private static final int MAX_EVENTS = 10_000;

    private EventsBean() {}

    static OpenEmitter<Events> of(Events events, EventPolls polls) {
        var bean = OpenBean.<Events>describe(
                        "What happened, as this node keeps it. Sends what this node saw itself (the local stream); the"
                                + " sequence number is the number of the event. The cluster's events come from the"
                                + " bean of type Cluster.",
                        () -> events)
                .attribute(
                        last("lastLocal", EventStream.LOCAL, "Number of the newest event that this node saw itself."))
                .attribute(last(
                        "lastCluster", EventStream.CLUSTER, "Number of the newest event that the cluster agreed on."))
                .operation(since(
                        List.of(), arguments -> events.since(stream(arguments), number(arguments), limit(arguments))))
                .operation(since(
                        List.of(WaitingRoom.parameter("event")),
                        arguments -> polls.since(
                                stream(arguments), number(arguments), limit(arguments), WaitingRoom.read(arguments))));
        EventTypes.describe(bean);
        return bean.buildEmitter();
    }

    private static Field<Events> last(String name, EventStream stream, String description) {
        return Field.number(name, "events", description + " 0: none yet.", events -> events.last(stream));
    }

    private static Operation since(List<Parameter> more, Function<Arguments, List<Event>> body) {
        List<Parameter> parameters = List.of(
                Parameter.text("stream", "Which numbering: cluster or local."),
                Parameter.number("number", "events", "The number after which to begin; 0 for all."),
                Limits.parameter(DEFAULT_EVENTS, MAX_EVENTS));
        return new Operation(
                "since",
                "Gives the kept events after a number, ascending; the way to fetch what was missed. The longer form waits"
                        + " for the first one.",
                Impact.READS,
                EventShape.SHAPE.arrayType(),
                Edits.joined(parameters, more),
                arguments -> EventShape.SHAPE.rows(body.apply(arguments)));
    }

    private static EventStream stream(Arguments arguments) {
        return Words.parse(EventStream.class, "stream", arguments.text("stream"));
    }

    private static long number(Arguments arguments) {
        return Limits.notNegative(arguments, "number");
    }

    private static int limit(Arguments arguments) {
        return Limits.read(arguments, DEFAULT_EVENTS, MAX_EVENTS);
    }
}
