package io.arewealive.core.raft;

import io.arewealive.node.NodeId;
import java.util.Arrays;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;

/** Plain majorities: more than half of the voters, and during a change more than half of both sets. Of nobody there is none. */
final class Majority {

    private Majority() {}

    /** Whether the nodes that say yes decide. */
    static boolean of(Membership membership, Predicate<NodeId> yes) {
        return ofSet(membership.voters(), yes) && (!membership.isJoint() || ofSet(membership.outgoing(), yes));
    }

    /** The highest value that a majority has reached; {@link Long#MIN_VALUE} if nobody votes. */
    static long reached(Membership membership, ToLongFunction<NodeId> value) {
        long incoming = reachedInSet(membership.voters(), value);
        return membership.isJoint() ? Math.min(incoming, reachedInSet(membership.outgoing(), value)) : incoming;
    }

    private static boolean ofSet(Set<NodeId> voters, Predicate<NodeId> yes) {
        int count = 0;
        for (NodeId voter : voters) {
            if (yes.test(voter)) {
                count++;
            }
        }
        return count >= quorum(voters.size());
    }

    private static long reachedInSet(Set<NodeId> voters, ToLongFunction<NodeId> value) {
        if (voters.isEmpty()) {
            return Long.MIN_VALUE;
        }
        long[] values = new long[voters.size()];
        int count = 0;
        for (NodeId voter : voters) {
            values[count++] = value.applyAsLong(voter);
        }
        Arrays.sort(values);
        return values[count - quorum(count)];
    }

    private static int quorum(int voters) {
        return voters / 2 + 1;
    }
}
