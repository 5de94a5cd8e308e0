package io.arewealive.core.machine;

import io.arewealive.core.step.Effect;
import io.arewealive.event.Event;
import io.arewealive.event.EventStream;
import io.arewealive.event.EventType;
import io.arewealive.status.Severity;
import java.util.List;
import java.util.Map;

/**
 * What this node saw itself. Numbers begin at {@code incarnation * 1,000,000 + 1}, so that they rise from start to start without
 * anything having to be read before the first event.
 */
final class LocalEvents {

    private static final long NUMBERS_PER_START = 1_000_000;

    private final Knowledge known;
    private final EventLog log;

    LocalEvents(Knowledge known, long incarnation) {
        this.known = known;
        this.log = new EventLog(EventStream.LOCAL, incarnation * NUMBERS_PER_START);
    }

    void happened(EventType type, Severity severity, String subject, String message, Map<String, String> details) {
        Event event = log.add(known.now.wallMillis(), type, severity, subject, message, details);
        known.emit(new Effect.Happened(event));
    }

    long last() {
        return log.last();
    }

    List<Event> after(long number) {
        return log.after(number);
    }
}
