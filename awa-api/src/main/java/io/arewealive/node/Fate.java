package io.arewealive.node;

/** What is known of a command by its id. */
public sealed interface Fate {

    /**
     * It was applied.
     *
     * @param version the version of the table after it
     */
    record Applied(long version) implements Fate {}

    /**
     * The cluster decided against it.
     *
     * @param message why
     */
    record Refused(String message) implements Fate {}

    /**
     * This node's log does not hold it, or no longer.
     *
     * @param message whether it may still come
     */
    record NotKnown(String message) implements Fate {}
}
