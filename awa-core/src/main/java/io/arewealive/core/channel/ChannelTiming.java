package io.arewealive.core.channel;

import java.time.Duration;
import java.util.Objects;

/**
 * How patient the view plane is. Whether a node lives is not decided here; these are the times of joining, merging and dialling.
 *
 * @param join how long a starting node waits for answers, and then for its admission, before it goes on alone
 * @param mergeMin the least time between two looks for other parts of the cluster
 * @param mergeMax the usual time between two looks; a split heals within about three of them
 * @param merge how long one merge may take
 * @param connect how long dialling one address may take
 * @param handshake how long a caller may take to say who it is
 * @param resuspect after how long a suspicion that had no effect is raised again
 */
public record ChannelTiming(
        Duration join,
        Duration mergeMin,
        Duration mergeMax,
        Duration merge,
        Duration connect,
        Duration handshake,
        Duration resuspect) {

    /** One data centre. */
    public static final ChannelTiming DEFAULT = ofMillis(400, 400, 1_000, 2_000, 500, 500, 1_000);

    /** One switch, and nodes that are never late. */
    public static final ChannelTiming FAST = ofMillis(200, 150, 400, 1_000, 250, 250, 400);

    /** Several sites. */
    public static final ChannelTiming WAN = ofMillis(1_500, 1_000, 3_000, 5_000, 2_000, 2_000, 3_000);

    /** Checks that nothing is missing or zero. */
    public ChannelTiming {
        requirePositive(join, "join");
        requirePositive(mergeMin, "mergeMin");
        requirePositive(mergeMax, "mergeMax");
        requirePositive(merge, "merge");
        requirePositive(connect, "connect");
        requirePositive(handshake, "handshake");
        requirePositive(resuspect, "resuspect");
        if (mergeMin.compareTo(mergeMax) >= 0) {
            throw new IllegalArgumentException("mergeMin " + mergeMin + " is not below mergeMax " + mergeMax);
        }
    }

    /**
     * The timing of a profile.
     *
     * @throws IllegalArgumentException if there is no profile of that name
     */
    public static ChannelTiming of(String profile) {
        return switch (profile) {
            case "default" -> DEFAULT;
            case "fast" -> FAST;
            case "wan" -> WAN;
            default ->
                throw new IllegalArgumentException("there is no profile \"" + profile + "\"; use default, fast or wan");
        };
    }

    private static ChannelTiming ofMillis(
            long join, long mergeMin, long mergeMax, long merge, long connect, long handshake, long resuspect) {
        return new ChannelTiming(
                Duration.ofMillis(join),
                Duration.ofMillis(mergeMin),
                Duration.ofMillis(mergeMax),
                Duration.ofMillis(merge),
                Duration.ofMillis(connect),
                Duration.ofMillis(handshake),
                Duration.ofMillis(resuspect));
    }

    private static void requirePositive(Duration duration, String name) {
        if (Objects.requireNonNull(duration, name).toMillis() <= 0) {
            throw new IllegalArgumentException(name + " is " + duration + "; it must be at least 1 ms");
        }
    }
}
