package io.arewealive.jmx;

import io.arewealive.event.AwaListener;
import io.arewealive.event.Event;
import io.arewealive.event.EventStream;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** Follows one stream of events by their numbers. */
final class RemoteFollower implements EventFollower {

    private static final int BATCH = 1_000;
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

    private final EventStream stream;
    private final AwaListener listener;
    private final Poller poller;
    private volatile long number;

    RemoteFollower(Link link, EventStream stream, long number, AwaListener listener, Consumer<Poller> ended) {
        if (number < 0) {
            throw new IllegalArgumentException("number " + number + " must be 0 or more");
        }
        if (stream == EventStream.LOCAL && link.servers() > 1) {
            throw new IllegalArgumentException(
                    "each node numbers its own local events; follow those of one server, or the cluster's");
        }
        this.stream = stream;
        this.number = number;
        this.listener = listener;
        this.poller = new Poller(link, "the events of the " + stream + " stream", this::ask, ended);
    }

    Poller poller() {
        return poller;
    }

    @Override
    public long number() {
        return number;
    }

    @Override
    public void close() {
        poller.close();
    }

    private BooleanSupplier ask(Link link) {
        List<Event> answer = RemoteEvents.poll(link, stream, number, BATCH, LONGEST_WAIT);
        return () -> tell(answer);
    }

    private boolean tell(List<Event> answer) {
        for (Event event : answer) {
            if (poller.isClosed()) {
                return true;
            }
            if (event.number() > number) {
                poller.tell(() -> listener.onEvent(event));
                number = event.number();
            }
        }
        return !answer.isEmpty();
    }
}
