package io.arewealive.core.log;

import java.util.Optional;

/**
 * The log's figures.
 *
 * @param bytes on disk, snapshot included
 * @param segments how many segment files
 * @param lastIndex the last entry
 * @param snapshotIndex the last entry that the newest durable snapshot holds, 0 if there is none
 * @param snapshotMillis when that was written, 0 if there is none or nobody knows
 * @param snapshotBytes how large its file is
 * @param syncs how often the log was synced for a batch since it was opened
 * @param lastSyncNanos how long the last of them took
 * @param failure why nothing is written any more, if so
 */
public record LogStatus(
        long bytes,
        int segments,
        long lastIndex,
        long snapshotIndex,
        long snapshotMillis,
        long snapshotBytes,
        long syncs,
        long lastSyncNanos,
        Optional<String> failure) {}
