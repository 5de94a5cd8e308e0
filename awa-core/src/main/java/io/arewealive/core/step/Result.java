package io.arewealive.core.step;

import io.arewealive.core.wire.WireReader;
import io.arewealive.core.wire.WireWriter;

/**
 * What applying a command came to: the same on every node, and remembered with the command's id.
 *
 * @param code what
 * @param number the version of the table, or the revision of the key-value store or of one of its keys
 * @param lease the lease that a write of the key-value store granted, renewed or bound to; else 0
 * @param message why not; empty if it was done
 */
public record Result(Code code, long number, long lease, String message) {

    private static final int MAX_TEXT = 4096;
    private static final Code[] CODES = Code.values();

    /** What it came to. The order is that of the numbers in snapshots and messages: new ones go to the end. */
    public enum Code {
        /** Done. */
        DONE,
        /** Another row has this name. */
        NAME_TAKEN,
        /** No row has this id or name. */
        NO_SUCH_NODE,
        /** The node is alive. */
        NODE_IS_LIVE,
        /** The id was retired. */
        ID_RETIRED,
        /** A value breaks a rule. */
        INVALID,
        /** The table is full. */
        LIMIT,
        /** The key holds that value already. */
        ALREADY_SET,
        /** The condition does not hold. */
        NO_MATCH,
        /** The key is missing. */
        KEY_MISSING,
        /** The key-value store is full. */
        FULL,
        /** There is no such lease. */
        LEASE_GONE,
        /** There are too many leases. */
        TOO_MANY_LEASES,
        /** So many commands came since its first attempt that nobody can tell whether that was applied; this one was not. */
        FORGOTTEN
    }

    /** Done, at this version or revision. */
    public static Result done(long number) {
        return new Result(Code.DONE, number, 0, "");
    }

    /** Not done, for this reason. */
    public static Result not(Code code, long number, String message) {
        return new Result(code, number, 0, message);
    }

    /** Whether it was done. */
    public boolean isDone() {
        return code == Code.DONE;
    }

    /** Writes it. */
    @SuppressWarnings("EnumOrdinal") // its order is its number
    public void write(WireWriter out) {
        out.u8(code.ordinal()).i64(number).i64(lease).text(message);
    }

    /** Reads it. */
    public static Result read(WireReader in) {
        return new Result(in.constant(CODES), in.i64(), in.i64(), in.text(MAX_TEXT));
    }
}
