package io.arewealive.core.raft;

import io.arewealive.node.NodeId;
import java.util.Collections;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Who votes. While {@code outgoing} is not empty the change is joint: a decision needs a plain majority of both sets (Raft thesis
 * 4.3).
 *
 * @param voters the voters, or during a change those that come
 * @param outgoing during a change those that go; else empty
 */
public record Membership(SortedSet<NodeId> voters, SortedSet<NodeId> outgoing) {

    /** Copies the sets. */
    public Membership {
        voters = Collections.unmodifiableSortedSet(new TreeSet<>(voters));
        outgoing = Collections.unmodifiableSortedSet(new TreeSet<>(outgoing));
    }

    /** Nobody votes: a node that has not joined yet. It never campaigns. */
    public static Membership none() {
        return of(Set.of());
    }

    /** A settled set of voters. */
    public static Membership of(Set<NodeId> voters) {
        return new Membership(new TreeSet<>(voters), new TreeSet<>());
    }

    /** Whether a change is under way. */
    public boolean isJoint() {
        return !outgoing.isEmpty();
    }

    /** Whether the node votes in either set. */
    public boolean isVoter(NodeId node) {
        return voters.contains(node) || outgoing.contains(node);
    }
}
