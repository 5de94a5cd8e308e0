package io.arewealive.core.raft;

import java.time.Duration;
import java.util.SplittableRandom;

/**
 * What a seed makes of a run.
 *
 * @param style whom the faults look for
 * @param size how many nodes
 * @param voters how many of them vote from the start
 */
record Plan(
        Style style,
        int size,
        int voters,
        SimCluster.Habits habits,
        long faultsEvery,
        long proposalsEvery,
        long changesEvery,
        long end) {

    /** Whom the faults look for. */
    enum Style {
        /** All kinds of faults, at a leisurely pace. */
        MIXED,
        /** Leaders go down soon after they began. */
        NEW_LEADERS,
        /** Nodes go down soon after they voted. */
        VOTERS,
        /** The voters change all the time, by many at once. */
        CHANGES
    }

    private static final long MILLI = SimCluster.MILLI;

    static Plan of(SplittableRandom random) {
        Style style = Style.values()[random.nextInt(4)];
        return switch (style) {
            case MIXED ->
                new Plan(
                        style,
                        3 + random.nextInt(5),
                        1 + random.nextInt(3),
                        habits(random, 0, 200),
                        (100 + random.nextInt(900)) * MILLI,
                        (5 + random.nextInt(60)) * MILLI,
                        (200 + random.nextInt(3000)) * MILLI,
                        (3_000 + random.nextInt(6_000)) * MILLI);
            case NEW_LEADERS, VOTERS -> {
                int size = 3 + random.nextInt(3);
                yield new Plan(
                        style,
                        size,
                        size,
                        habits(random, style == Style.NEW_LEADERS ? 1 : 0, 10),
                        500 * MILLI,
                        (5 + random.nextInt(100)) * MILLI,
                        3_000 * MILLI,
                        (3_000 + random.nextInt(2_000)) * MILLI);
            }
            case CHANGES ->
                new Plan(
                        style,
                        3 + random.nextInt(4),
                        1 + random.nextInt(3),
                        habits(random, 0, 60),
                        (50 + random.nextInt(150)) * MILLI,
                        (10 + random.nextInt(60)) * MILLI,
                        (40 + random.nextInt(150)) * MILLI,
                        (3_000 + random.nextInt(2_000)) * MILLI);
        };
    }

    private static SimCluster.Habits habits(SplittableRandom random, int batchBytes, int lostAfterMillis) {
        int jitter = 5 + random.nextInt(2) * 15;
        var timing = new RaftTiming(
                Duration.ofMillis(40),
                Duration.ofMillis(150),
                Duration.ofMillis(300),
                Duration.ofMillis(5),
                Duration.ofMillis(jitter),
                Duration.ofMillis(150),
                batchBytes > 0 ? batchBytes : 400 + random.nextInt(3) * random.nextInt(2000),
                1 + random.nextInt(8),
                20 + random.nextInt(200),
                1 << 16,
                random.nextInt(2) * random.nextInt(50));
        return new SimCluster.Habits(
                timing,
                100_000 + random.nextLong(3 * MILLI),
                random.nextBoolean() ? 0 : 0.1 * random.nextDouble(),
                random.nextBoolean() ? 0 : 0.1 * random.nextDouble(),
                random.nextBoolean(),
                random.nextInt(8) == 0,
                50_000 + random.nextLong(random.nextBoolean() ? MILLI : 20 * MILLI),
                random.nextInt(4) == 0 ? 0 : 1 + random.nextInt(3) * random.nextInt(30),
                random.nextInt(3) * random.nextInt(400),
                (20 + random.nextInt(lostAfterMillis)) * MILLI,
                random.nextInt(4) > 0);
    }
}
