package io.arewealive.core.step;

import io.arewealive.event.Event;
import io.arewealive.node.ChangeHash;
import io.arewealive.node.NodeChange;
import java.util.List;

/**
 * What the database has to catch up on, written in one transaction.
 *
 * @param lastApplied the log index this brings the database to; equal to the one before if only local events are in it
 * @param version the version of the table at that index
 * @param hash the hash of the change list at that version
 * @param floor changes up to and including this version may go
 * @param changes ascending; each is applied to the rows and kept
 * @param events of both streams, ascending within each
 */
public record StoreBatch(
        long lastApplied, long version, ChangeHash hash, long floor, List<NodeChange> changes, List<Event> events) {

    /** Copies the lists. */
    public StoreBatch {
        changes = List.copyOf(changes);
        events = List.copyOf(events);
    }
}
