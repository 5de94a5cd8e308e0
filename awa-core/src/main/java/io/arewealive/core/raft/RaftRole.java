package io.arewealive.core.raft;

/** The part a node plays in the log right now. */
public enum RaftRole {
    /** Pulls committed entries; does not vote. */
    OBSERVER,
    /** A voter that follows a leader, or waits for one. */
    FOLLOWER,
    /** Asks whether an election could be won, without touching anybody's term. */
    PRE_CANDIDATE,
    /** Asks for votes. */
    CANDIDATE,
    /** Orders all commands. */
    LEADER,
    /** Its disk failed; it is silent. */
    HALTED
}
