package io.arewealive.core.log;

import io.arewealive.core.raft.HardState;

/**
 * Where the log stands.
 *
 * @param lastIndex the last entry
 * @param hardState term and vote
 * @param commit the highest index known to be committed
 */
record LogState(long lastIndex, HardState hardState, long commit) {

    static final LogState EMPTY = new LogState(0, HardState.INITIAL, 0);

    LogState committed(long index) {
        return new LogState(lastIndex, hardState, Math.max(commit, index));
    }

    LogState ending(long index) {
        return new LogState(index, hardState, commit);
    }

    LogState voting(HardState next) {
        return new LogState(lastIndex, next, commit);
    }
}
