package io.arewealive.kv;

import io.arewealive.node.CommandId;

/**
 * What became of a write. Every outcome carries the command's id; a retry with the same id after {@link NoQuorum}, {@link NoLeader}
 * or {@link Unknown} is safe, it is applied at most once.
 */
public sealed interface KvOutcome {

    /** The attempt this is the outcome of. */
    CommandId commandId();

    /** What happened, and what to do next, for people; empty where the type and the numbers say all. */
    String message();

    /**
     * A majority has it on disk and it is applied.
     *
     * @param revision the store's revision after it
     * @param lease the lease that was granted or renewed, a fencing token as well; else the one the value is bound to, or 0
     * @param already whether an earlier attempt with the same id had applied it, as far as this node knows
     * @param copies on how many disks it is for certain, at least 1; as with an edit of the node table
     */
    record Done(CommandId commandId, long revision, long lease, boolean already, int copies) implements KvOutcome {
        @Override
        public String message() {
            return "";
        }
    }

    /**
     * The condition was not even asked: the key holds that value already. Nothing changed.
     *
     * @param revision the key's revision
     */
    record AlreadySet(CommandId commandId, long revision) implements KvOutcome {
        @Override
        public String message() {
            return "";
        }
    }

    /**
     * The condition does not hold. Nothing changed.
     *
     * @param revision the revision at which the key was last written; 0 if it is missing
     * @param message what was compared, without the values
     */
    record NoMatch(CommandId commandId, long revision, String message) implements KvOutcome {}

    /** The key to be compared or removed is missing. Nothing changed. */
    record KeyMissing(CommandId commandId, String message) implements KvOutcome {}

    /**
     * The cluster decided against it; nothing changed.
     *
     * @param reason why, for programs
     * @param message why, and what to do next, for people
     */
    record Refused(CommandId commandId, Refusal reason, String message) implements KvOutcome {}

    /**
     * There is no majority. The command never entered a log: nothing was written and nothing will be.
     *
     * @param message what is missing
     */
    record NoQuorum(CommandId commandId, String message) implements KvOutcome {}

    /**
     * No leader is known yet, try again in a moment. Nothing was written.
     *
     * @param message what is going on
     */
    record NoLeader(CommandId commandId, String message) implements KvOutcome {}

    /**
     * The command entered a log, but its end was not seen in time. {@code NodeTable.fateOf} tells later what became of it.
     *
     * @param message what was seen
     */
    record Unknown(CommandId commandId, String message) implements KvOutcome {}

    /** Why a write was refused. */
    enum Refusal {
        /** The store would be larger than {@code awa.kv.max-bytes}. */
        FULL,
        /** There is no such lease, or no longer. */
        LEASE_GONE,
        /** There are as many leases as there may be. */
        TOO_MANY_LEASES
    }
}
