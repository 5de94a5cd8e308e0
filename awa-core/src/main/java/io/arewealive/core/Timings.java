package io.arewealive.core;

import io.arewealive.core.config.AwaConfig;
import io.arewealive.core.raft.RaftTiming;
import io.arewealive.core.step.LivenessTiming;
import java.time.Duration;

/** Turns the profile and the times of the failure detector into the times of the engine. */
final class Timings {

    private static final int MAX_BATCH_BYTES = 256 * 1024;
    private static final int MAX_IN_FLIGHT = 16;
    private static final int MAX_UNCOMMITTED = 8_192;
    private static final int MAX_SNAPSHOT_BYTES = 256 * 1024 * 1024;
    private static final int PROMOTE_WITHIN = 100;

    private Timings() {}

    static LivenessTiming liveness(AwaConfig config) {
        return new LivenessTiming(
                config.liveness().beat(),
                config.liveness().suspect(),
                config.liveness().confirm());
    }

    /**
     * A leader speaks as often as a node beats. A voter campaigns by itself only after the failure detector would have spoken, which
     * is the usual way.
     */
    static RaftTiming raft(AwaConfig config) {
        Duration beat = config.liveness().beat();
        Duration patience = config.liveness().suspect().plus(beat.multipliedBy(2));
        return new RaftTiming(
                beat,
                patience,
                patience.multipliedBy(2),
                beat.dividedBy(5),
                beat.multipliedBy(7).dividedBy(10),
                beat.multipliedBy(4),
                MAX_BATCH_BYTES,
                MAX_IN_FLIGHT,
                MAX_UNCOMMITTED,
                MAX_SNAPSHOT_BYTES,
                PROMOTE_WITHIN);
    }
}
