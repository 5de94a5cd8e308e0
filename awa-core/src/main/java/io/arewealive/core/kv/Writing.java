package io.arewealive.core.kv;

import io.arewealive.kv.KvChange;
import java.util.function.Consumer;

/**
 * What belongs to a write beside what it writes.
 *
 * @param author who wants it
 * @param timeMillis when the leader took it
 * @param maxBytes how large the store may become
 * @param changes told of every key that changes
 */
public record Writing(String author, long timeMillis, long maxBytes, Consumer<KvChange> changes) {}
