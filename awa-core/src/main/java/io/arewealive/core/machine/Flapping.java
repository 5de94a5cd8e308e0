package io.arewealive.core.machine;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Whether a node changes its state too often, from the times of its changes (between online and not online). As in Nagios there are
 * two thresholds over a sliding history, so that what is near the limit does not itself flap ("Detection and Handling of State
 * Flapping", Nagios Core 4 documentation); the history is a time instead of a number of checks, because nobody polls here.
 *
 * <ol>
 *   <li>Flapping begins with the {@value #BEGINS_AT}th change within the window: lost, back, lost, back, lost.
 *   <li>It ends when fewer than {@value #ENDS_BELOW} changes lie within the window.
 * </ol>
 *
 * Immutable.
 *
 * @param flapping whether it flaps
 * @param changes the newest changes, ascending, by the log's time
 */
record Flapping(boolean flapping, List<Long> changes) {

    static final Duration WINDOW = Duration.ofMinutes(10);
    static final int BEGINS_AT = 5;
    static final int ENDS_BELOW = 2;

    static final Flapping NONE = new Flapping(false, List.of());

    Flapping {
        changes = List.copyOf(changes);
    }

    /** The node changed now. */
    Flapping changed(long timeMillis) {
        List<Long> kept = new ArrayList<>(within(timeMillis));
        kept.add(timeMillis);
        boolean now = flapping || kept.size() >= BEGINS_AT;
        return new Flapping(now, kept.subList(Math.max(0, kept.size() - BEGINS_AT), kept.size()));
    }

    /** Whether a node that flapped is steady again by now. */
    boolean isSteady(long timeMillis) {
        return flapping && within(timeMillis).size() < ENDS_BELOW;
    }

    private List<Long> within(long timeMillis) {
        return changes.stream()
                .filter(at -> timeMillis - at < WINDOW.toMillis())
                .toList();
    }
}
