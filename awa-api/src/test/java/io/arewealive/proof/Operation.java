package io.arewealive.proof;

import io.arewealive.kv.KvWrite;

/**
 * One call of one client and what came of it. All attempts under one command id are one operation: it begins with the first and ends
 * with the answer to the last.
 *
 * @param client who called; a client has one call at a time, but for those that never returned
 * @param invoked when it began, in nanoseconds of a clock that all clients share
 * @param returned when the answer came; {@link #NEVER} if it never did
 * @param key of the store
 */
public record Operation(int client, long invoked, long returned, String key, Ask ask, Answer answer) {

    /** No answer came, or it was that nobody knows. */
    public static final long NEVER = Long.MAX_VALUE;

    /** What is unknown has not returned: it may take effect at any later time. */
    public Operation {
        returned = answer.isKnown() ? returned : NEVER;
        if (returned < invoked) {
            throw new IllegalArgumentException("it ended at " + returned + ", before it began at " + invoked);
        }
    }

    /** A write of a key. */
    public static Operation write(int client, long invoked, long returned, KvWrite write, Answer answer) {
        return new Operation(client, invoked, returned, Ask.keyOf(write), new Ask.Write(write), answer);
    }

    /** A linear read. */
    public static Operation read(int client, long invoked, long returned, String key, Answer answer) {
        return new Operation(client, invoked, returned, key, new Ask.Get(), answer);
    }

    /** Whether its end is known. */
    public boolean hasReturned() {
        return returned != NEVER;
    }

    /** The same before its answer came. */
    Operation pending() {
        return new Operation(client, invoked, NEVER, key, ask, new Answer.Unknown());
    }

    /** Whether it may have changed the key. */
    boolean mayWrite() {
        return ask instanceof Ask.Write && !(answer instanceof Answer.NotWritten);
    }
}
