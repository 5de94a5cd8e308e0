package io.arewealive.core.publish;

import io.arewealive.event.AwaListener;
import io.arewealive.event.Event;
import io.arewealive.event.EventStream;
import io.arewealive.event.EventType;
import io.arewealive.status.Severity;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One listener with its queue and its thread. When the queue is full nothing more is put in until the listener has worked it off; it
 * then gets one resync event for what it missed, and goes on with what comes next.
 */
final class Subscription implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Subscription.class);
    private static final Duration JOIN = Duration.ofSeconds(1);

    private final AwaListener listener;
    private final Set<EventStream> streams;
    private final int capacity;
    private final Deque<Event> queue = new ArrayDeque<>();
    private final Map<EventStream, Lost> lost = new EnumMap<>(EventStream.class);
    private final Thread thread;
    private boolean closed;

    private record Lost(long from, Event last) {}

    Subscription(String node, AwaListener listener, Set<EventStream> streams, int capacity) {
        this.listener = listener;
        this.streams = Set.copyOf(streams);
        this.capacity = capacity;
        this.thread = new Thread(this::run, "awa-listener-" + node);
        this.thread.setDaemon(true);
        this.thread.start();
    }

    boolean isOf(AwaListener other) {
        return listener.equals(other);
    }

    synchronized void offer(Event event) {
        if (closed || !streams.contains(event.stream())) {
            return;
        }
        if (!lost.isEmpty() || queue.size() >= capacity) {
            lost.merge(
                    event.stream(),
                    new Lost(event.number(), event),
                    (before, now) -> new Lost(before.from(), now.last()));
        } else {
            queue.addLast(event);
        }
        notifyAll();
    }

    private void run() {
        try {
            while (true) {
                for (Event event : next()) {
                    deliver(event);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** What is to be delivered next: the oldest event, or what stands in for lost ones. */
    private synchronized Collection<Event> next() throws InterruptedException {
        while (queue.isEmpty() && lost.isEmpty()) {
            wait();
        }
        if (!queue.isEmpty()) {
            return List.of(queue.removeFirst());
        }
        List<Event> resyncs = new ArrayList<>();
        lost.forEach((stream, gap) -> resyncs.add(resync(stream, gap)));
        lost.clear();
        return resyncs;
    }

    private Event resync(EventStream stream, Lost gap) {
        long to = gap.last().number();
        LOG.warn("listener={} was too slow, lost {} events {} to {}", listener, stream, gap.from(), to);
        return new Event(
                stream,
                to,
                gap.last().time(),
                EventType.RESYNC,
                Severity.WARNING,
                "events",
                "this listener was too slow and lost events " + gap.from() + " to " + to + "; read the state anew",
                Map.of("from", Long.toString(gap.from()), "to", Long.toString(to)));
    }

    private void deliver(Event event) {
        try {
            listener.onEvent(event);
        } catch (RuntimeException e) {
            LOG.warn("listener={} failed at {} event {}", listener, event.stream(), event.number(), e);
        }
    }

    @Override
    public void close() {
        synchronized (this) {
            closed = true;
            queue.clear();
            lost.clear();
        }
        thread.interrupt();
        if (Thread.currentThread() != thread) {
            try {
                thread.join(JOIN.toMillis());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
