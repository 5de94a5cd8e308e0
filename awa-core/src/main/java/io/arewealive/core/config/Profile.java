package io.arewealive.core.config;

import java.time.Duration;

/** How fast the cluster reacts, for the network it runs on. */
public enum Profile {
    /** A local network with ordinary machines. */
    DEFAULT(200, 600, 150),
    /** A quiet local network where every tenth of a second counts. */
    FAST(40, 180, 80),
    /** Machines far from each other. */
    WAN(500, 3_000, 2_000);

    private final int beatMillis;
    private final int suspectMillis;
    private final int confirmMillis;

    Profile(int beatMillis, int suspectMillis, int confirmMillis) {
        this.beatMillis = beatMillis;
        this.suspectMillis = suspectMillis;
        this.confirmMillis = confirmMillis;
    }

    /** The times of the failure detector. */
    public LivenessTiming liveness() {
        return new LivenessTiming(
                Duration.ofMillis(beatMillis), Duration.ofMillis(suspectMillis), Duration.ofMillis(confirmMillis));
    }
}
