package io.arewealive.core.publish;

import io.arewealive.event.AwaListener;
import io.arewealive.event.Event;
import io.arewealive.event.EventStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Brings events to listeners and keeps the newest ones for whoever asks. Publishing never blocks: each listener has its own bounded
 * queue and thread. Any thread.
 */
public final class EventBus implements AutoCloseable {

    /** How many events of each stream are kept in memory. */
    public static final int KEPT = 10_000;

    private final String name;
    private final int queueCapacity;
    private final CopyOnWriteArrayList<Subscription> subscriptions = new CopyOnWriteArrayList<>();
    private final Map<EventStream, Deque<Event>> recent = new EnumMap<>(EventStream.class);
    private boolean closed;

    /**
     * A bus without listeners.
     *
     * @param name of the node, for the names of threads
     * @param queueCapacity how many events wait for a slow listener
     */
    public EventBus(String name, int queueCapacity) {
        this.name = name;
        this.queueCapacity = queueCapacity;
        for (EventStream stream : EventStream.values()) {
            recent.put(stream, new ArrayDeque<>());
        }
    }

    /** Adds a listener, beginning with the next event. */
    public synchronized void add(AwaListener listener, Set<EventStream> streams) {
        if (closed) {
            throw new IllegalStateException("this instance is closed");
        }
        subscriptions.add(new Subscription(name, listener, streams, queueCapacity));
    }

    /** Removes a listener; events that wait for it are not delivered. */
    public void remove(AwaListener listener) {
        for (Subscription subscription : subscriptions) {
            if (subscription.isOf(listener)) {
                subscriptions.remove(subscription);
                subscription.close();
            }
        }
    }

    /** An event for everybody who listens. */
    public void publish(Event event) {
        keep(event);
        subscriptions.forEach(subscription -> subscription.offer(event));
    }

    private synchronized void keep(Event event) {
        Deque<Event> events = recent.getOrDefault(event.stream(), new ArrayDeque<>());
        events.addLast(event);
        if (events.size() > KEPT) {
            events.removeFirst();
        }
    }

    /** The newest events of a stream that are still in memory, with a greater number, ascending. */
    public synchronized List<Event> recent(EventStream stream, long after) {
        List<Event> found = new ArrayList<>();
        for (Event event : recent.getOrDefault(stream, new ArrayDeque<>())) {
            if (event.number() > after) {
                found.add(event);
            }
        }
        return found;
    }

    /** Ends all listeners' threads, bounded in time. Idempotent. */
    @Override
    public void close() {
        synchronized (this) {
            closed = true;
        }
        subscriptions.forEach(Subscription::close);
        subscriptions.clear();
    }
}
