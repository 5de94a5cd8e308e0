package io.arewealive.core;

import io.arewealive.core.loop.StoreWriter;
import io.arewealive.core.publish.Board;
import io.arewealive.core.publish.EventBus;
import io.arewealive.event.Event;
import io.arewealive.event.EventStream;
import io.arewealive.event.EventType;
import io.arewealive.event.Events;
import io.arewealive.status.Severity;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Kept events: the newest from memory, older ones from the database. */
final class CoreEvents implements Events {

    static final int MOST = 10_000;

    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final Board board;
    private final EventBus bus;
    private final StoreWriter store;

    CoreEvents(Board board, EventBus bus, StoreWriter store) {
        this.board = board;
        this.bus = bus;
        this.store = store;
    }

    @Override
    public long last(EventStream stream) {
        return switch (stream) {
            case LOCAL -> board.picture().lastLocalEvent();
            case CLUSTER -> board.picture().lastClusterEvent();
        };
    }

    @Override
    public List<Event> since(EventStream stream, long number, int limit) {
        if (limit < 1 || limit > MOST) {
            throw new IllegalArgumentException("limit " + limit + " must lie between 1 and " + MOST);
        }
        List<Event> recent = bus.recent(stream, number);
        boolean complete = !recent.isEmpty() && recent.get(0).number() == number + 1;
        List<Event> found = complete ? recent : withOlder(stream, number, limit, recent);
        List<Event> told = new ArrayList<>(found.subList(0, Math.min(limit, found.size())));
        boolean missing = stream == EventStream.CLUSTER
                && !told.isEmpty()
                && told.get(0).number() > number + 1
                && told.get(0).type() != EventType.RESYNC;
        if (missing) {
            told.add(0, gap(stream, number, told.get(0)));
        }
        return told;
    }

    private List<Event> withOlder(EventStream stream, long number, int limit, List<Event> recent) {
        List<Event> older = store.events(stream, number, limit, PATIENCE).orElse(List.of());
        List<Event> all = new ArrayList<>(older);
        long last = older.isEmpty() ? number : older.get(older.size() - 1).number();
        recent.stream().filter(event -> event.number() > last).forEach(all::add);
        return all;
    }

    private static Event gap(EventStream stream, long number, Event first) {
        return new Event(
                stream,
                first.number() - 1,
                first.time(),
                EventType.RESYNC,
                Severity.INFO,
                "events",
                "events " + (number + 1) + " to " + (first.number() - 1) + " are not kept on this node",
                Map.of("from", Long.toString(number + 1), "to", Long.toString(first.number() - 1)));
    }
}
