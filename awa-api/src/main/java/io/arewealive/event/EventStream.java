package io.arewealive.event;

/** Which stream an event belongs to; each numbers its own from 1 without holes. */
public enum EventStream {
    /** What this node saw itself, alive without a majority; numbered per node and start. */
    LOCAL,
    /** What the cluster agreed on, once each, numbered by the replicated log and the same on all nodes. */
    CLUSTER
}
