package io.arewealive.proof;

/** What the checker says about a history. */
public sealed interface Verdict {

    /**
     * All of it could have been answered by one register for each key, each operation at a moment between its call and its return.
     *
     * @param operations that were looked at
     * @param keys of the store
     */
    record Linearizable(int operations, int keys) implements Verdict {
        @Override
        public String toString() {
            return "linearizable: " + operations + " operations on " + keys + " keys";
        }
    }

    /**
     * It could not.
     *
     * @param key for which not
     * @param story for people: the smallest beginning that nothing explains
     */
    record Violated(String key, String story) implements Verdict {
        @Override
        public String toString() {
            return story;
        }
    }

    /**
     * Nobody knows.
     *
     * @param key for which not
     * @param why the bound that was reached
     */
    record Undecided(String key, String why) implements Verdict {
        @Override
        public String toString() {
            return "undecided, key " + key + ": " + why;
        }
    }

    /** Returns if all is well, and else fails with the story. */
    default Linearizable orThrow() {
        if (this instanceof Linearizable fine) {
            return fine;
        }
        throw new AssertionError(toString());
    }
}
