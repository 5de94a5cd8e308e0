package io.arewealive.event;

/**
 * Gets events, one at a time, in the order of their numbers, on a thread of its own. A listener may block; its bounded queue then
 * fills, and when it overflows the listener gets one {@link EventType#RESYNC} in place of what was lost. What it throws is logged
 * and counted, and the next event is delivered all the same.
 */
@FunctionalInterface
public interface AwaListener {

    /** Called for every event of the streams it was added for. */
    void onEvent(Event event);
}
