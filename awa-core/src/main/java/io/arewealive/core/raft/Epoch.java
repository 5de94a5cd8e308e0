package io.arewealive.core.raft;

import java.util.UUID;

/**
 * Which life of a cluster's log something belongs to. A new one begins when an operator lets a survivor go on without the majority;
 * logs of two epochs are never compared nor merged, so that the voters of the former one cannot outvote the survivor.
 *
 * @param number from 1; the higher one counts
 * @param origin tells two epochs of the same number apart, begun by two survivors that did not know of each other
 */
public record Epoch(long number, UUID origin) {

    /** The one that every cluster begins with. */
    public static final Epoch FIRST = new Epoch(1, new UUID(0, 0));

    /** Checks the number. */
    public Epoch {
        if (number < 1) {
            throw new IllegalArgumentException("an epoch is at least 1, found " + number);
        }
    }

    /** The one after this. */
    public Epoch next(UUID newOrigin) {
        return new Epoch(number + 1, newOrigin);
    }

    /** Whether the other one does not count any more. */
    public boolean isAfter(Epoch other) {
        return number > other.number;
    }

    /** Whether both have the same number and not the same log. */
    public boolean isRivalOf(Epoch other) {
        return number == other.number && !origin.equals(other.origin);
    }
}
