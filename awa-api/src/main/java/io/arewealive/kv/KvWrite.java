package io.arewealive.kv;

import java.time.Duration;
import java.util.Optional;

/** Something to be written. A value may be bound to a lease by its number; 0 binds it to none. */
public sealed interface KvWrite {

    /** The shortest lease. */
    Duration SHORTEST_LEASE = Duration.ofSeconds(1);

    /** The longest lease. */
    Duration LONGEST_LEASE = Duration.ofHours(24);

    /** Writes a value, whatever there is. */
    record Set(String key, KvValue value, long lease) implements KvWrite {
        /** Checks the key and the lease. */
        public Set {
            KvKeys.requireKey(key);
            requireLease(lease);
        }
    }

    /**
     * Writes a value if the one there is compares with an operand as the operator says. A missing key is an outcome of its own, and so
     * is one that holds the value already.
     */
    record SetIf(String key, Operator operator, KvValue operand, KvValue value, long lease) implements KvWrite {
        /** Checks the key, the lease, and that an operator for numbers is given one. */
        public SetIf {
            KvKeys.requireKey(key);
            requireLease(lease);
            if (operator.numbersOnly() && Operator.number(operand).isEmpty()) {
                throw new IllegalArgumentException(operator.sign()
                        + " compares numbers, and what it is to compare with is none; = != < <= > >= take text");
            }
        }
    }

    /** Writes a value if precisely these bytes are there; without any, if the key is missing. */
    record CompareAndSet(String key, Optional<KvValue> expected, KvValue value, long lease) implements KvWrite {
        /** Checks the key and the lease. */
        public CompareAndSet {
            KvKeys.requireKey(key);
            requireLease(lease);
        }
    }

    /** Writes a value if the key was last written at this revision; at 0, if the key is missing. */
    record SetAtRevision(String key, long revision, KvValue value, long lease) implements KvWrite {
        /** Checks the key, the revision and the lease. */
        public SetAtRevision {
            KvKeys.requireKey(key);
            requireRevision(revision);
            requireLease(lease);
        }
    }

    /** Removes a key, and with it directories in which nothing is left. */
    record Unset(String key) implements KvWrite {
        /** Checks the key. */
        public Unset {
            KvKeys.requireKey(key);
        }
    }

    /** Removes a key if it was last written at this revision. */
    record UnsetAtRevision(String key, long revision) implements KvWrite {
        /** Checks the key and the revision. */
        public UnsetAtRevision {
            KvKeys.requireKey(key);
            requireRevision(revision);
        }
    }

    /**
     * Grants a lease: what is bound to it goes when it is not renewed for this long. Its number is a fencing token too: it is greater
     * than that of every grant before, also across {@code awa recover --force} and {@code awa restore}.
     */
    record Grant(Duration timeToLive) implements KvWrite {
        /** Checks the time. */
        public Grant {
            if (timeToLive.compareTo(SHORTEST_LEASE) < 0 || timeToLive.compareTo(LONGEST_LEASE) > 0) {
                throw new IllegalArgumentException(
                        "a lease of " + timeToLive.toMillis() + " ms must lie between 1 s and 24 h");
            }
        }
    }

    /** Lets a lease begin anew; who holds it counts from when it asked for that. */
    record Renew(long lease) implements KvWrite {
        /** Checks the lease. */
        public Renew {
            requireGranted(lease);
        }
    }

    /** Ends a lease and removes what is bound to it. */
    record Revoke(long lease) implements KvWrite {
        /** Checks the lease. */
        public Revoke {
            requireGranted(lease);
        }
    }

    private static void requireLease(long lease) {
        if (lease < 0) {
            throw new IllegalArgumentException("lease " + lease + " is negative; 0 binds to none");
        }
    }

    private static void requireGranted(long lease) {
        if (lease <= 0) {
            throw new IllegalArgumentException("lease " + lease + " cannot have been granted; leases begin at 1");
        }
    }

    private static void requireRevision(long revision) {
        if (revision < 0) {
            throw new IllegalArgumentException(
                    "revision " + revision + " is negative; 0 means that the key is missing");
        }
    }
}
