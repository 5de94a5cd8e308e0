package io.arewealive.node;

/** How long a row of the node table lives. */
public enum Lifetime {
    /** Stays until somebody deletes it; the default of the launcher. */
    PERMANENT,
    /** Goes when the node leaves, and ten minutes after it was lost; the default of an embedded instance. */
    EPHEMERAL
}
