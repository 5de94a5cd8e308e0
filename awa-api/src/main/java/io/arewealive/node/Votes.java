package io.arewealive.node;

/** Whether a node may be chosen as a voter of the replicated log, and who said so. An operator's word wins over the node's. */
public enum Votes {
    /** The leader may give it a vote when one is needed. */
    AUTO,
    /** It only observes, by its own settings. */
    NEVER,
    /** An operator wants it to vote, before others that may. */
    ADDED,
    /** An operator took its vote away: it only observes. */
    REMOVED;

    /** Whether it may get a vote. */
    public boolean mayVote() {
        return this == AUTO || this == ADDED;
    }

    /** Whether an operator said so. */
    public boolean isOperators() {
        return this == ADDED || this == REMOVED;
    }
}
