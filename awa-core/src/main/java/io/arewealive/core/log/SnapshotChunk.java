package io.arewealive.core.log;

import io.arewealive.core.wire.Bytes;

/**
 * A part of a snapshot's data.
 *
 * @param totalBytes how long the whole is
 * @param data what was read; empty at or behind the end
 */
public record SnapshotChunk(long totalBytes, Bytes data) {}
