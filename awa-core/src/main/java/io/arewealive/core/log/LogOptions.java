package io.arewealive.core.log;

/**
 * The log's sizes.
 *
 * @param segmentBytes how large a segment file grows at most, but for a single batch that is larger
 * @param firstSegmentBytes how large the first one is; each further one is twice as large as the one before
 */
public record LogOptions(int segmentBytes, int firstSegmentBytes) {

    /** Checks the sizes. */
    public LogOptions {
        if (firstSegmentBytes < 4 * Block.BYTES || segmentBytes < firstSegmentBytes) {
            throw new IllegalArgumentException(
                    "segments of " + firstSegmentBytes + " to " + segmentBytes + " bytes: the first needs at least "
                            + 4 * Block.BYTES + ", the largest at least as much as the first");
        }
    }

    /** For real disks: 256 KiB rising to 8 MiB. */
    public static LogOptions standard() {
        return new LogOptions(8 << 20, 256 << 10);
    }

    /** For memory and simulations: 16 KiB rising to 256 KiB. */
    public static LogOptions small() {
        return new LogOptions(256 << 10, 16 << 10);
    }

    int nextSegmentBytes(int previous) {
        return (int) Math.min(segmentBytes, 2L * previous);
    }
}
