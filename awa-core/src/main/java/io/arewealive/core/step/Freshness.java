package io.arewealive.core.step;

import java.util.OptionalLong;

/** When this node was last known to be up to date, by the loop's clock. Written by the loop, read by any thread. */
public final class Freshness {

    private volatile long currentAtNanos;
    private volatile boolean ever;

    /** It is up to date now. */
    public void current(long nowNanos) {
        currentAtNanos = nowNanos;
        ever = true;
    }

    /** When it was last; empty if it has not been since its start. */
    public OptionalLong currentAtNanos() {
        return ever ? OptionalLong.of(currentAtNanos) : OptionalLong.empty();
    }
}
