package io.arewealive.core.step;

import io.arewealive.kv.KvOutcome;
import io.arewealive.node.CommandId;
import io.arewealive.node.EditOutcome;
import io.arewealive.node.EditOutcome.Refusal;

/** How a command ended for whoever wanted it. */
public sealed interface Ending {

    /**
     * It was applied, or the cluster decided against it.
     *
     * @param already whether an earlier attempt with the same id had been
     * @param copies on how many disks it is for certain
     */
    record Settled(Result result, boolean already, int copies) implements Ending {

        /** The same, on so many disks. */
        public Settled withCopies(int number) {
            return new Settled(result, already, number);
        }
    }

    /** There is no majority; nothing was written and nothing will be. */
    record NoQuorum(String message) implements Ending {}

    /** No leader is known yet; nothing was written. */
    record NoLeader(String message) implements Ending {}

    /** It entered a log, but its end was not seen in time. */
    record Unknown(String message) implements Ending {}

    /** The same in the words of who edits the node table, a setting or a maintenance. */
    default EditOutcome edit(CommandId id) {
        if (this instanceof Ending.NoQuorum none) {
            return new EditOutcome.NoQuorum(id, none.message());
        } else if (this instanceof Ending.NoLeader none) {
            return new EditOutcome.NoLeader(id, none.message());
        } else if (this instanceof Ending.Unknown unknown) {
            return new EditOutcome.Unknown(id, unknown.message());
        } else if (this instanceof Ending.Settled settled) {
            var result = settled.result();
            return switch (result.code()) {
                case DONE -> new EditOutcome.Applied(id, result.number(), settled.already(), settled.copies());
                case NAME_TAKEN -> new EditOutcome.Refused(id, Refusal.NAME_TAKEN, result.message());
                case NO_SUCH_NODE -> new EditOutcome.Refused(id, Refusal.NO_SUCH_NODE, result.message());
                case NODE_IS_LIVE -> new EditOutcome.Refused(id, Refusal.NODE_IS_LIVE, result.message());
                case ID_RETIRED -> new EditOutcome.Refused(id, Refusal.ID_RETIRED, result.message());
                case INVALID -> new EditOutcome.Refused(id, Refusal.INVALID, result.message());
                case LIMIT -> new EditOutcome.Refused(id, Refusal.LIMIT, result.message());
                case FORGOTTEN, ALREADY_SET, NO_MATCH, KEY_MISSING, FULL, LEASE_GONE, TOO_MANY_LEASES ->
                    new EditOutcome.Unknown(id, result.message());
            };
        }
        throw new AssertionError("unhandled " + this);
    }

    /** The same in the words of who writes the key-value store. */
    default KvOutcome write(CommandId id) {
        if (this instanceof Ending.NoQuorum none) {
            return new KvOutcome.NoQuorum(id, none.message());
        } else if (this instanceof Ending.NoLeader none) {
            return new KvOutcome.NoLeader(id, none.message());
        } else if (this instanceof Ending.Unknown unknown) {
            return new KvOutcome.Unknown(id, unknown.message());
        } else if (this instanceof Ending.Settled settled) {
            var result = settled.result();
            return switch (result.code()) {
                case DONE ->
                    new KvOutcome.Done(id, result.number(), result.lease(), settled.already(), settled.copies());
                case ALREADY_SET -> new KvOutcome.AlreadySet(id, result.number());
                case NO_MATCH -> new KvOutcome.NoMatch(id, result.number(), result.message());
                case KEY_MISSING -> new KvOutcome.KeyMissing(id, result.message());
                case FULL -> new KvOutcome.Refused(id, KvOutcome.Refusal.FULL, result.message());
                case LEASE_GONE -> new KvOutcome.Refused(id, KvOutcome.Refusal.LEASE_GONE, result.message());
                case TOO_MANY_LEASES -> new KvOutcome.Refused(id, KvOutcome.Refusal.TOO_MANY_LEASES, result.message());
                case FORGOTTEN, NAME_TAKEN, NO_SUCH_NODE, NODE_IS_LIVE, ID_RETIRED, INVALID, LIMIT ->
                    new KvOutcome.Unknown(id, result.message());
            };
        }
        throw new AssertionError("unhandled " + this);
    }
}
