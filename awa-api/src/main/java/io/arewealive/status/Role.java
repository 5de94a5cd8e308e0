package io.arewealive.status;

import java.util.Locale;

/** The part of a node in the replicated log. */
public enum Role {
    /** It orders all commands. */
    LEADER,
    /** Its copy counts for the majority. */
    VOTER,
    /** It holds a full copy that does not count. */
    OBSERVER,
    /** It votes and runs nothing. */
    WITNESS,
    /** It has no part, or none is known. */
    NONE;

    /** The word in JSON and MBeans, in lower case. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
