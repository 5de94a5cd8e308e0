package io.arewealive.snmp.mib;

import io.arewealive.event.Event;
import java.util.List;
import java.util.stream.Collectors;

/** {@code awaEventTable}. */
final class EventColumns {

    private EventColumns() {}

    static Table<Event> table() {
        return new Table<>(
                4,
                "awaEvent",
                "One event that the cluster agreed on.",
                "The newest events of the cluster, at most 1000: who missed notifications finds them here by their number.",
                "Number of the event, given by the replicated log and the same on all nodes.",
                columns(),
                View::events);
    }

    private static List<Leaf<Event>> columns() {
        return List.of(
                Leaf.of(
                        2,
                        "awaEventNumber",
                        Syntax.GAUGE64,
                        "events",
                        "Number of the event. Numbers rise by one. Events for which there is no notification have numbers too, and"
                                + " a receiver may be told of some types only: what it missed is in awaEventTable. 0 in a"
                                + " notification that is no event of the cluster.",
                        Event::number),
                Leaf.of(
                        3,
                        "awaEventTime",
                        Syntax.TIME,
                        "",
                        "When it happened, by the clock of the leader.",
                        Event::time),
                Leaf.of(
                        4,
                        "awaEventType",
                        Syntax.TEXT,
                        "",
                        "What kind of thing, for example awa.node.status.",
                        event -> event.type().id()),
                Leaf.of(
                        5,
                        "awaEventSeverity",
                        Description.SEVERITY.syntax(),
                        "",
                        "How much it matters: info, warning or critical.",
                        Event::severity),
                Leaf.of(
                        6,
                        "awaEventSubject",
                        Syntax.TEXT,
                        "",
                        "What it happened to: a node's name, cluster, a setting's key.",
                        Event::subject),
                Leaf.of(7, "awaEventMessage", Syntax.TEXT, "", "What happened, one sentence.", Event::message),
                Leaf.of(
                        8,
                        "awaEventDetails",
                        Syntax.TEXT,
                        "",
                        "The same for programs, for example from=online to=offline.",
                        EventColumns::details));
    }

    private static String details(Event event) {
        return event.details().entrySet().stream()
                .map(entry -> entry.getKey() + "=" + entry.getValue())
                .collect(Collectors.joining(" "));
    }
}
