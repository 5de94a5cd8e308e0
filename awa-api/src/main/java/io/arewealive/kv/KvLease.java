package io.arewealive.kv;

import java.time.Duration;

/**
 * A lease that stands.
 *
 * @param lease its number, a fencing token
 * @param timeToLive how long it lasts unless it is renewed
 * @param keys how many keys are bound to it
 * @param owner who asked for it
 */
public record KvLease(long lease, Duration timeToLive, int keys, String owner) {}
