package io.arewealive.event;

import java.util.List;

/** What is kept of the two streams. Any thread; answers at once from this node's copy. */
public interface Events {

    /** The number of the newest event of the stream; 0 if there was none. */
    long last(EventStream stream);

    /**
     * The kept events with a number greater than {@code number}, ascending. If older ones were wanted than are kept, the list
     * begins with one {@link EventType#RESYNC} that names the first number there is.
     *
     * @param limit the most events to return; 1 to 10,000
     */
    List<Event> since(EventStream stream, long number, int limit);
}
