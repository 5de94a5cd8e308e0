package io.arewealive.core.machine;

import io.arewealive.core.wire.WireException;
import io.arewealive.core.wire.WireReader;
import io.arewealive.core.wire.WireWriter;
import io.arewealive.event.Event;
import io.arewealive.event.EventStream;
import io.arewealive.event.EventType;
import io.arewealive.status.Severity;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** The newest events of one stream with their numbers. Called from the loop only. */
final class EventLog {

    static final int KEPT = 4096;

    private static final int MAX_TEXT = 4096;
    private static final int MAX_DETAILS = 64;

    private final EventStream stream;
    private final Deque<Event> events = new ArrayDeque<>();
    private long last;

    EventLog(EventStream stream, long last) {
        this.stream = stream;
        this.last = last;
    }

    Event add(
            long timeMillis,
            EventType type,
            Severity severity,
            String subject,
            String message,
            Map<String, String> details) {
        last++;
        var event =
                new Event(stream, last, Instant.ofEpochMilli(timeMillis), type, severity, subject, message, details);
        events.addLast(event);
        if (events.size() > KEPT) {
            events.removeFirst();
        }
        return event;
    }

    long last() {
        return last;
    }

    /** The kept events with a greater number, ascending. */
    List<Event> after(long number) {
        return events.stream().filter(event -> event.number() > number).toList();
    }

    /** What stands in place of events that are not there any more, or that a newcomer missed, right before the first one that is told. */
    static Event gap(EventStream stream, long after, Event next) {
        boolean newcomer = after == 0;
        return new Event(
                stream,
                next.number() - 1,
                next.time(),
                EventType.RESYNC,
                newcomer ? Severity.INFO : Severity.WARNING,
                "events",
                "events " + (after + 1) + " to " + (next.number() - 1)
                        + (newcomer
                                ? " happened before this node came"
                                : " are not kept any more; read the state anew"),
                Map.of("from", Long.toString(after + 1), "to", Long.toString(next.number() - 1)));
    }

    void write(WireWriter out) {
        out.i64(last);
        out.list(events, EventLog::writeEvent);
    }

    static EventLog read(EventStream stream, WireReader in) {
        var log = new EventLog(stream, in.i64());
        log.events.addAll(in.list(KEPT, r -> readEvent(stream, r)));
        return log;
    }

    private static void writeEvent(WireWriter out, Event event) {
        out.i64(event.number())
                .i64(event.time().toEpochMilli())
                .text(event.type().id())
                .text(event.severity().word())
                .text(event.subject())
                .text(event.message())
                .list(event.details().entrySet(), (w, e) -> w.text(e.getKey()).text(e.getValue()));
    }

    private static Event readEvent(EventStream stream, WireReader in) {
        long number = in.i64();
        Instant time = Instant.ofEpochMilli(in.i64());
        EventType type = constant(EventType.values(), in.text(64), EventType::id);
        Severity severity = constant(Severity.values(), in.text(64), Severity::word);
        String subject = in.text(MAX_TEXT);
        String message = in.text(MAX_TEXT);
        Map<String, String> details = new TreeMap<>();
        in.list(MAX_DETAILS, r -> Map.entry(r.text(MAX_TEXT), r.text(MAX_TEXT)))
                .forEach(e -> details.put(e.getKey(), e.getValue()));
        return new Event(stream, number, time, type, severity, subject, message, details);
    }

    private static <E> E constant(E[] all, String word, Function<E, String> words) {
        for (E one : all) {
            if (words.apply(one).equals(word)) {
                return one;
            }
        }
        throw new WireException("an event with the unknown word " + word);
    }
}
