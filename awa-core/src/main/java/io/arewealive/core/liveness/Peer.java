package io.arewealive.core.liveness;

import io.arewealive.node.NodeId;
import io.arewealive.status.NodeState;

/**
 * What this viewer knows of another node's life; immutable.
 *
 * @param id the node
 * @param permanent whether it is to come back after a goodbye
 * @param state alive or not
 * @param reason why, empty if nothing is to be said
 * @param sinceMillis when it came into this state, wall clock
 * @param incarnation of the process heard last; 0 if none
 * @param heardNanos when it was heard last; meaningless while unknown
 * @param pardonNanos how much of the silence since then the viewer does not count, because it was not there to listen
 * @param heardMillis the same by the wall clock; 0 if never
 * @param closedNanos when its connection was closed, with nothing heard since; {@link #NOT_CLOSED} otherwise
 */
public record Peer(
        NodeId id,
        boolean permanent,
        NodeState state,
        String reason,
        long sinceMillis,
        long incarnation,
        long heardNanos,
        long pardonNanos,
        long heardMillis,
        long closedNanos) {

    /** The connection is not known to be closed. */
    public static final long NOT_CLOSED = Long.MIN_VALUE;

    static Peer unknown(NodeId id, boolean permanent, long wallMillis) {
        return new Peer(id, permanent, NodeState.UNKNOWN, "not heard yet", wallMillis, 0, 0, 0, 0, NOT_CLOSED);
    }

    boolean isExpected() {
        return state == NodeState.ONLINE || state == NodeState.SUSPECT;
    }

    /** Whether its connection was closed and nothing was heard since. */
    public boolean isClosed() {
        return closedNanos != NOT_CLOSED;
    }

    Peer heard(long newIncarnation, long nanos, long wallMillis) {
        return new Peer(id, permanent, state, reason, sinceMillis, newIncarnation, nanos, 0, wallMillis, NOT_CLOSED);
    }

    Peer in(NodeState newState, String newReason, long wallMillis) {
        return new Peer(
                id,
                permanent,
                newState,
                newReason,
                wallMillis,
                incarnation,
                heardNanos,
                pardonNanos,
                heardMillis,
                closedNanos);
    }

    Peer closed(long nanos) {
        return new Peer(
                id, permanent, state, reason, sinceMillis, incarnation, heardNanos, pardonNanos, heardMillis, nanos);
    }

    Peer pardoned(long nanos, long nowNanos) {
        return new Peer(
                id,
                permanent,
                state,
                reason,
                sinceMillis,
                incarnation,
                heardNanos,
                Math.min(nowNanos - heardNanos, pardonNanos + nanos),
                heardMillis,
                isClosed() ? Math.min(nowNanos, closedNanos + nanos) : NOT_CLOSED);
    }

    Peer lasting(boolean nowPermanent) {
        return new Peer(
                id,
                nowPermanent,
                state,
                reason,
                sinceMillis,
                incarnation,
                heardNanos,
                pardonNanos,
                heardMillis,
                closedNanos);
    }
}
