package io.arewealive.core.step;

import io.arewealive.event.Event;
import io.arewealive.node.ChangeHash;
import io.arewealive.node.Node;
import io.arewealive.node.NodeChange;
import java.util.List;

/**
 * All that a database has to hold, to fill an empty one or replace a damaged one.
 *
 * @param lastApplied the log index of this state
 * @param version the version of the table
 * @param hash the hash of the change list
 * @param floor the compaction floor: {@code changes} begin after it
 * @param nodes every row
 * @param changes the kept changes, ascending
 * @param events the kept cluster events, ascending
 */
public record StoreImage(
        long lastApplied,
        long version,
        ChangeHash hash,
        long floor,
        List<Node> nodes,
        List<NodeChange> changes,
        List<Event> events) {

    /** Copies the lists. */
    public StoreImage {
        nodes = List.copyOf(nodes);
        changes = List.copyOf(changes);
        events = List.copyOf(events);
    }
}
