package io.arewealive.node;

/**
 * What became of an edit. Every outcome carries the command's id; a retry with the same id after {@link NoQuorum},
 * {@link NoLeader} or {@link Unknown} is safe, it is applied at most once.
 */
public sealed interface EditOutcome {

    /** The attempt this is the outcome of. */
    CommandId commandId();

    /** What happened and what to do next, for people; empty if it was applied. */
    String message();

    /**
     * A majority has it on disk and it is applied.
     *
     * @param version the version of the table after it (for a setting: the version at that moment)
     * @param already whether an earlier attempt with the same id had applied it
     * @param copies on how many disks it is for certain, at least 1. Exactly 1 in a cluster of one voter when no observer is
     *     connected or none has confirmed it in time: until one has, the loss of that voter's disk would lose it
     */
    record Applied(CommandId commandId, long version, boolean already, int copies) implements EditOutcome {

        @Override
        public String message() {
            return "";
        }

        /** The same edit, on so many disks. */
        public Applied withCopies(int number) {
            return new Applied(commandId, version, already, number);
        }
    }

    /**
     * The cluster decided against it; nothing changed.
     *
     * @param reason why, for programs
     * @param message why, and what to do next, for people
     */
    record Refused(CommandId commandId, Refusal reason, String message) implements EditOutcome {}

    /**
     * There is no majority. The command never entered a log: nothing was written and nothing will be.
     *
     * @param message what is missing
     */
    record NoQuorum(CommandId commandId, String message) implements EditOutcome {}

    /**
     * No leader is known yet, try again in a moment. Nothing was written.
     *
     * @param message what is going on
     */
    record NoLeader(CommandId commandId, String message) implements EditOutcome {}

    /**
     * The command entered a log, but its end was not seen in time. {@link NodeTable#fateOf} tells later what became of it.
     *
     * @param message what was seen
     */
    record Unknown(CommandId commandId, String message) implements EditOutcome {}

    /** Why an edit was refused. */
    enum Refusal {
        /** Another row has this name. */
        NAME_TAKEN,
        /** No row has this id or name. */
        NO_SUCH_NODE,
        /** The node is alive; deleting it needs force. */
        NODE_IS_LIVE,
        /** The id was retired and never returns. */
        ID_RETIRED,
        /** A value breaks a rule. */
        INVALID,
        /** The table is full. */
        LIMIT
    }
}
