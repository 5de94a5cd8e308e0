package io.arewealive.kv;

import java.time.Instant;
import java.util.Optional;

/**
 * One change of one key. A write that changes several keys, as the end of a lease does, gives each a revision of its own.
 *
 * @param revision the store's revision after it
 * @param key which key
 * @param value what it holds since; empty if it was removed
 * @param lease the lease it is bound to; 0 if it stays
 * @param cause why
 * @param author who wanted it; empty if its lease ended by itself
 * @param time when the leader took it, by its clock
 */
public record KvChange(
        long revision, String key, Optional<KvValue> value, long lease, Cause cause, String author, Instant time) {

    /** Why a key changed. */
    public enum Cause {
        /** It was written. */
        SET,
        /** It was removed. */
        UNSET,
        /** Its lease was given up. */
        LEASE_REVOKED,
        /** Its lease ran out. */
        LEASE_EXPIRED
    }
}
