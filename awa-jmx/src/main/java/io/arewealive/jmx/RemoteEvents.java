package io.arewealive.jmx;

import io.arewealive.event.Event;
import io.arewealive.event.EventStream;
import io.arewealive.event.Events;
import io.arewealive.jmx.open.Row;
import io.arewealive.jmx.shape.EventShape;
import io.arewealive.jmx.shape.Words;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import javax.management.openmbean.CompositeData;

/** The events of a server, through its bean. */
record RemoteEvents(Link link) implements Events {

    private static final String TYPE = "Events";

    @Override
    public long last(EventStream stream) {
        return switch (stream) {
            case LOCAL -> attribute("lastLocal", "LastLocal");
            case CLUSTER -> attribute("lastCluster", "LastCluster");
        };
    }

    @Override
    public List<Event> since(EventStream stream, long number, int limit) {
        return events(link.invoke(TYPE, "since", Duration.ZERO, Words.of(stream), number, limit));
    }

    /** One call to the server, which waits for the first event. */
    static List<Event> poll(Link link, EventStream stream, long number, int limit, Duration wait) {
        return events(link.invoke(TYPE, "since", wait, Words.of(stream), number, limit, wait.toMillis()));
    }

    private static List<Event> events(Object answer) {
        return Arrays.stream((CompositeData[]) answer)
                .map(Row::of)
                .map(EventShape::read)
                .toList();
    }

    private long attribute(String field, String attribute) {
        return Row.ofAttributes(link.attributes(TYPE, List.of(attribute))).number(field);
    }
}
