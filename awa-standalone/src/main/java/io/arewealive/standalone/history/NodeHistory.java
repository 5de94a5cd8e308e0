package io.arewealive.standalone.history;

import io.arewealive.node.NodeId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalDouble;

/**
 * How one node was.
 *
 * @param id which
 * @param name its name
 * @param since from when on it is looked at: the beginning of the history, or when the node came into the table
 * @param availability percent of the known time in which it was online, 0 to 100; empty if nothing is known
 * @param down how long it was not online, as far as is known
 * @param unknown for how long it is not known how it was
 * @param outages each of them, ascending
 */
public record NodeHistory(
        NodeId id,
        String name,
        Instant since,
        OptionalDouble availability,
        Duration down,
        Duration unknown,
        List<Outage> outages) {

    /** Copies the list. */
    public NodeHistory {
        outages = List.copyOf(outages);
    }
}
