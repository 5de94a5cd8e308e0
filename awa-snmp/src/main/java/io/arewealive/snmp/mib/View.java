package io.arewealive.snmp.mib;

import io.arewealive.event.Event;
import io.arewealive.node.NodeChange;
import io.arewealive.status.ClusterStatus;
import io.arewealive.status.Summary;
import java.time.Instant;

/**
 * What a request is answered from: one picture, so that all its values fit each other. Immutable.
 *
 * @param status the cluster
 * @param summary how many nodes are in which state
 * @param nodes the nodes, by number
 * @param changes the newest changes of the table, by version
 * @param events the newest cluster events, by number
 * @param asked when the request came
 */
public record View(
        ClusterStatus status,
        Summary summary,
        Rows<NodeRow> nodes,
        Rows<NodeChange> changes,
        Rows<Event> events,
        Instant asked) {

    /** A view of this status. */
    public static View of(ClusterStatus status, Rows<NodeChange> changes, Rows<Event> events, Instant asked) {
        return new View(status, status.summary(), NodeRow.of(status), changes, events, asked);
    }

    /** The same, with what may have changed though the status has not. */
    public View with(Rows<NodeChange> otherChanges, Rows<Event> otherEvents, Instant otherwiseAsked) {
        return new View(status, summary, nodes, otherChanges, otherEvents, otherwiseAsked);
    }
}
