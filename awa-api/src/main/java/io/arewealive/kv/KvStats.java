package io.arewealive.kv;

/**
 * How the store stands, as this node has it.
 *
 * @param revision the number of changes applied so far
 * @param floor the oldest revision that changes can be asked from here
 * @param keys how many keys there are
 * @param bytes what they take: for each key its bytes, its value's bytes, and 64
 * @param maxBytes how much that may be, {@code awa.kv.max-bytes}
 * @param leases how many leases stand
 * @param lastLease the newest lease, the greatest token so far
 */
public record KvStats(long revision, long floor, int keys, long bytes, long maxBytes, int leases, long lastLease) {}
