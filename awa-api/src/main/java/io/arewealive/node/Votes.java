package io.arewealive.node;

/** Whether a node may be chosen as a voter of the replicated log. */
public enum Votes {
    /** The leader may give it a vote when one is needed. */
    AUTO,
    /** It only observes. */
    NEVER
}
