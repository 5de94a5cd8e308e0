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
     * A leader speaks a little more often than a node beats, so that its words and the answers to them stand for beats. A voter
     * campaigns by itself only after the failure detector would have spoken, which is the usual way. The silence after which a node
     * is suspect gives the scale for the rest: 600 ms make 20 to 70 ms of jitter, and half a second for a pull that finds nothing.
     */
    static RaftTiming raft(AwaConfig config) {
        Duration beat = config.liveness().beat();
        Duration suspect = config.liveness().suspect();
        Duration patience = suspect.plus(beat.multipliedBy(2));
        return new RaftTiming(
                beat.multipliedBy(4).dividedBy(5),
                patience,
                patience.multipliedBy(2),
                suspect.dividedBy(30),
                suspect.multipliedBy(7).dividedBy(60),
                suspect.multipliedBy(5).dividedBy(6),
                MAX_BATCH_BYTES,
                MAX_IN_FLIGHT,
                MAX_UNCOMMITTED,
                MAX_SNAPSHOT_BYTES,
                PROMOTE_WITHIN);
    }
}
