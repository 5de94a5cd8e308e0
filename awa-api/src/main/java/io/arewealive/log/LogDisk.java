package io.arewealive.log;

import java.time.Instant;
import java.util.Optional;

/**
 * The files of one node's replicated log.
 *
 * @param snapshotIndex the last entry that the newest durable snapshot holds; 0 if there is none
 * @param snapshotTime when that was written; empty if there is none, or nothing is kept on a disk
 * @param snapshotBytes how large its file is
 * @param segments how many segment files there are
 * @param bytes what segments and snapshot take on the disk
 * @param failure why nothing is written any more, if so
 */
public record LogDisk(
        long snapshotIndex,
        Optional<Instant> snapshotTime,
        long snapshotBytes,
        int segments,
        long bytes,
        Optional<String> failure) {

    /** Nothing is known of the files. */
    public static final LogDisk UNKNOWN = new LogDisk(0, Optional.empty(), 0, 0, 0, Optional.empty());
}
