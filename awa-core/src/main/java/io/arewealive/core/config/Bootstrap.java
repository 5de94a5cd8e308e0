package io.arewealive.core.config;

/** How a cluster comes into being. */
public enum Bootstrap {
    /** One node is told to be the first. */
    EXPLICIT,
    /** The nodes of one list form it together once a majority of the list is up. */
    SEEDS
}
