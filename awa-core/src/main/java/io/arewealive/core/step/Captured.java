package io.arewealive.core.step;

import io.arewealive.core.wire.Bytes;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * Everything that the cluster agreed on up to one entry of its log.
 *
 * @param clusterId of which cluster
 * @param index of the entry
 * @param term that this node knew then
 * @param wallMillis when
 * @param version of the node table
 * @param revision of the key-value store
 * @param state to be encoded by any one thread
 */
public record Captured(
        UUID clusterId, long index, long term, long wallMillis, long version, long revision, Supplier<Bytes> state) {}
