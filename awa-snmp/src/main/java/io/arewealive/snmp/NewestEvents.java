package io.arewealive.snmp;

import io.arewealive.event.AwaListener;
import io.arewealive.event.Event;
import io.arewealive.event.EventStream;
import io.arewealive.event.EventType;
import io.arewealive.event.Events;
import io.arewealive.snmp.mib.Rows;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Supplier;

/** The newest events of the cluster. What was kept of them before is read when the first one comes or a gap shows. */
final class NewestEvents implements AwaListener, Supplier<Rows<Event>> {

    private final Events events;
    private final TreeMap<Long, Event> byNumber = new TreeMap<>();
    private volatile Rows<Event> rows = Rows.ascending(List.of(), Event::number);

    NewestEvents(Events events) {
        this.events = events;
    }

    /** Reads what is kept; may wait for the database. */
    synchronized void load() {
        long last = events.last(EventStream.CLUSTER);
        events.since(EventStream.CLUSTER, Math.max(0, last - Views.KEPT), Views.KEPT)
                .forEach(this::put);
        publish();
    }

    /** Whether the newest one is here. */
    synchronized boolean isComplete() {
        long last = events.last(EventStream.CLUSTER);
        return last == 0 || byNumber.containsKey(last);
    }

    @Override
    public synchronized void onEvent(Event event) {
        if (event.stream() != EventStream.CLUSTER) {
            return;
        }
        boolean gap = event.type() == EventType.RESYNC
                || (!byNumber.isEmpty() && event.number() > byNumber.lastKey() + 1)
                || (byNumber.isEmpty() && event.number() > 1);
        if (gap) {
            load();
        }
        put(event);
        publish();
    }

    @Override
    public Rows<Event> get() {
        return rows;
    }

    private void put(Event event) {
        if (event.type() != EventType.RESYNC) {
            byNumber.put(event.number(), event);
        }
        while (byNumber.size() > Views.KEPT) {
            byNumber.pollFirstEntry();
        }
    }

    private void publish() {
        rows = Rows.ascending(List.copyOf(byNumber.values()), Event::number);
    }
}
