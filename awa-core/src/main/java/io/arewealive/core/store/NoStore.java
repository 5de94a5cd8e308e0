package io.arewealive.core.store;

import io.arewealive.core.step.StoreBatch;
import io.arewealive.core.step.StoreImage;
import io.arewealive.event.Event;
import io.arewealive.event.EventStream;
import io.arewealive.node.ChangeHash;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * The store of a node without a database: the newest events of each stream in memory, nothing else. It opens empty, so whoever
 * uses it starts from the log and its snapshot.
 */
public final class NoStore implements TableStore {

    /** The events kept of each stream when nobody said otherwise. */
    public static final int KEPT = 1_000;

    private final int kept;
    private final Map<EventStream, Deque<Event>> rings = new EnumMap<>(EventStream.class);
    private final Map<EventStream, Long> last = new EnumMap<>(EventStream.class);

    /** Keeps {@link #KEPT} events of each stream. */
    public NoStore() {
        this(KEPT);
    }

    /** Keeps this many events of each stream, at least 1. */
    public NoStore(int kept) {
        if (kept < 1) {
            throw new IllegalArgumentException("a store keeps at least 1 event of a stream, not " + kept);
        }
        this.kept = kept;
        for (EventStream stream : EventStream.values()) {
            rings.put(stream, new ArrayDeque<>());
            last.put(stream, 0L);
        }
    }

    @Override
    public StoreState open() {
        return new StoreState.Sound(0, 0, ChangeHash.EMPTY);
    }

    @Override
    public void write(StoreBatch batch) {
        batch.events().forEach(this::keep);
    }

    @Override
    public void rebuild(StoreImage image) {
        ring(EventStream.CLUSTER).clear();
        last.put(EventStream.CLUSTER, 0L);
        image.events().forEach(this::keep);
    }

    @Override
    public List<Event> events(EventStream stream, long after, int limit) {
        return ring(stream).stream()
                .filter(event -> event.number() > after)
                .limit(limit)
                .toList();
    }

    @Override
    public long lastEvent(EventStream stream) {
        return last.getOrDefault(stream, 0L);
    }

    @Override
    public void expireEvents(Instant before, int keep) {
        for (Deque<Event> ring : rings.values()) {
            while (ring.size() > 1
                    && (ring.size() > keep || ring.getFirst().time().isBefore(before))) {
                ring.removeFirst();
            }
        }
    }

    @Override
    public void close() {
        rings.values().forEach(Deque::clear);
    }

    private void keep(Event event) {
        if (event.number() <= lastEvent(event.stream())) {
            return;
        }
        Deque<Event> ring = ring(event.stream());
        if (ring.size() == kept) {
            ring.removeFirst();
        }
        ring.addLast(event);
        last.put(event.stream(), event.number());
    }

    private Deque<Event> ring(EventStream stream) {
        return rings.computeIfAbsent(stream, key -> new ArrayDeque<>());
    }
}
