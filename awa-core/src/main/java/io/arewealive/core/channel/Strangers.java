package io.arewealive.core.channel;

import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.function.Predicate;

/**
 * The connections of callers who have introduced themselves and are no members: nodes that are about to join, and whoever else can
 * reach the port. Each has a thread, so that there may be only so many; for one more, the one that came first has to go. A node
 * joins within a second, so that it does not wait here for long.
 *
 * @param <C> a connection
 */
final class Strangers<C> {

    private final int most;
    private final Predicate<C> isStranger;
    private final Queue<C> inOrder = new ArrayDeque<>();

    /**
     * Nobody yet.
     *
     * @param most how many stay
     * @param isStranger whether a connection stands and is not one of a member
     */
    Strangers(int most, Predicate<C> isStranger) {
        this.most = most;
        this.isStranger = isStranger;
    }

    /** Notes one more; returns the one that has to go for it. Any thread. */
    synchronized Optional<C> add(C connection) {
        inOrder.removeIf(isStranger.negate());
        inOrder.add(connection);
        return inOrder.size() > most ? Optional.of(inOrder.remove()) : Optional.empty();
    }
}
