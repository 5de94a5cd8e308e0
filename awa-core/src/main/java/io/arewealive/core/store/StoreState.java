package io.arewealive.core.store;

import io.arewealive.node.ChangeHash;

/** What opening a database found. */
public sealed interface StoreState {

    /** It is sound (or empty: all zero), as of this log index. */
    record Sound(long lastApplied, long version, ChangeHash hash) implements StoreState {}

    /** It is not to be trusted and has to be rebuilt. */
    record Damaged(String what) implements StoreState {}
}
