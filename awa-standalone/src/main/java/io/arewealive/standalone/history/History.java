package io.arewealive.standalone.history;

import io.arewealive.event.Event;
import io.arewealive.event.EventType;
import io.arewealive.status.NodeStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * How the nodes of the table were, out of the cluster's events. What nobody watched is unknown, never up.
 *
 * @param asked from when on it was wanted
 * @param known from when on it is known: the first event that is kept, if that is later
 * @param until the end
 * @param unwatched when no leader watched
 * @param nodes those of the table, in the order of names
 */
public record History(Instant asked, Instant known, Instant until, List<Span> unwatched, List<NodeHistory> nodes) {

    /** Copies the lists. */
    public History {
        unwatched = List.copyOf(unwatched);
        nodes = List.copyOf(nodes);
    }

    /**
     * Works it out.
     *
     * @param asked from when on it is wanted
     * @param until when the events and the nodes were fetched
     * @param events the cluster's events from then on, ascending, with those that are kept before it if there are any
     * @param nodes of the table now
     * @param blindSince since when there is no leader, if there is none now
     */
    public static History of(
            Instant asked, Instant until, List<Event> events, List<NodeStatus> nodes, Optional<Instant> blindSince) {
        Instant oldest =
                events.stream().map(Event::time).min(Comparator.naturalOrder()).orElse(until);
        Instant known = oldest.isAfter(asked) ? oldest : asked;
        Span window = new Span(known, until);
        List<Span> unwatched = new ArrayList<>();
        for (Event event : events) {
            unwatched(event, events).ifPresent(span -> add(span.within(window), unwatched));
        }
        blindSince.ifPresent(since -> add(new Span(since, until).within(window), unwatched));
        List<NodeHistory> told = nodes.stream()
                .map(node -> new Course(node, window, unwatched).of(events))
                .toList();
        return new History(asked, known, until, unwatched, told);
    }

    private static void add(Span span, List<Span> spans) {
        if (!span.length().isZero()) {
            spans.add(span);
        }
    }

    /** A time that an event says nobody watched, or whose events are gone. */
    private static Optional<Span> unwatched(Event event, List<Event> events) {
        if (event.type() == EventType.QUORUM && event.details().containsKey("from")) {
            return Optional.of(new Span(
                    Instant.parse(event.details().getOrDefault("from", "")),
                    Instant.parse(event.details().getOrDefault("to", ""))));
        }
        if (event.type() != EventType.RESYNC) {
            return Optional.empty();
        }
        return events.stream()
                .filter(other -> other.number() < event.number())
                .max(Comparator.comparingLong(Event::number))
                .map(before -> new Span(before.time(), event.time()));
    }
}
