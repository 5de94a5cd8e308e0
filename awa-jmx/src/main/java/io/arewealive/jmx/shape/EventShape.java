package io.arewealive.jmx.shape;

import io.arewealive.event.Event;
import io.arewealive.event.EventStream;
import io.arewealive.event.EventType;
import io.arewealive.jmx.open.Field;
import io.arewealive.jmx.open.Row;
import io.arewealive.jmx.open.Shape;
import io.arewealive.status.Severity;
import java.util.Arrays;

/** Something that happened. */
public final class EventShape {

    /** The columns. */
    public static final Shape<Event> SHAPE = Shape.<Event>named("Event", "Something that happened.")
            .with(Field.text(
                    "stream",
                    "Which numbering it belongs to: local (seen by this node) or cluster (agreed by all).",
                    event -> Words.of(event.stream())))
            .with(Field.number("number", "events", "Number of the event in its stream, from 1.", Event::number))
            .with(Field.text(
                    "time",
                    "When it happened, ISO-8601 UTC, by the clock of this node (local) or of the leader (cluster).",
                    event -> event.time().toString()))
            .with(Field.text(
                    "type",
                    "What kind of thing, for example awa.node.status.",
                    event -> event.type().id()))
            .with(Field.text(
                    "severity",
                    "How much it matters: info, warning or critical.",
                    event -> event.severity().word()))
            .with(Field.text(
                    "subject", "What it happened to: a node's name, cluster, a setting's key.", Event::subject))
            .with(Field.text("message", "What happened, one sentence.", Event::message))
            .with(Field.pairs("details", "The same for programs, for example from, to, reason.", Event::details))
            .build();

    private EventShape() {}

    /** Reads one back. */
    public static Event read(Row row) {
        return new Event(
                Words.parse(EventStream.class, "stream", row.text("stream")),
                row.number("number"),
                row.time("time"),
                type(row.text("type")),
                Words.parse(Severity.class, "severity", row.text("severity")),
                row.text("subject"),
                row.text("message"),
                row.pairs("details"));
    }

    private static EventType type(String id) {
        return Arrays.stream(EventType.values())
                .filter(type -> type.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("event type \"" + id + "\" is not known here"));
    }
}
