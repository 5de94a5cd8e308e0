package io.arewealive.core.raft;

import io.arewealive.core.wire.Bytes;

/**
 * One place in the replicated log.
 *
 * @param index from 1, without holes
 * @param term of the leader that made it
 * @param kind what the payload means
 * @param payload for {@link Kind#COMMAND} what was proposed, for {@link Kind#MEMBERSHIP} an encoded {@code Membership}, else empty
 */
public record Entry(long index, long term, Kind kind, Bytes payload) {

    /** What an entry is for. */
    public enum Kind {
        /** The first entry of a leader's term: lets it commit what came before. */
        NOOP,
        /** A command for the replicated state machine. */
        COMMAND,
        /** Another set of voters. */
        MEMBERSHIP
    }
}
