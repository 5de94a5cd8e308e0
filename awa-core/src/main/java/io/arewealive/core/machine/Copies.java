package io.arewealive.core.machine;

import io.arewealive.core.raft.Membership;
import io.arewealive.node.NodeId;
import io.arewealive.status.NodeState;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * On how many disks an entry is that was applied here, for whoever wants to know what the loss of a disk would cost. Where one node
 * votes alone an observer's disk is the second copy: an answer waits for it, as long as the observer is there and keeps up. Called
 * from the loop only.
 */
final class Copies {

    /** How long an answer waits for the second copy at most. */
    static final long PATIENCE_NANOS = Duration.ofSeconds(2).toNanos();

    private static final int ENOUGH = 2;

    private final Knowledge known;
    /** Observers that an answer has waited for in vain, and how far they have to come to be waited for again. */
    private final Map<NodeId, Long> late = new HashMap<>();

    Copies(Knowledge known) {
        this.known = known;
    }

    int of(long index) {
        Membership membership = known.raft.membership();
        if (known.isLeader()) {
            int copies = 1;
            for (Map.Entry<NodeId, Long> each : known.raft.matched().entrySet()) {
                copies += each.getValue() >= index && !each.getKey().equals(known.self()) ? 1 : 0;
            }
            return copies;
        }
        boolean aloneHere = membership.voters().equals(Set.of(known.self())) && !membership.isJoint();
        int majority =
                Math.max(majority(membership.voters()), membership.isJoint() ? majority(membership.outgoing()) : 0);
        return aloneHere ? 1 : Math.max(ENOUGH, majority);
    }

    /** Whether there is no second copy yet, and one can be expected. */
    boolean isAwaited(long index) {
        return known.isLeader() && of(index) < ENOUGH && isAnybodyComing();
    }

    /** Nobody confirmed this entry in time: those who should have are not waited for until they have it. */
    void missed(long index) {
        for (NodeId node : known.liveness.in(NodeState.ONLINE)) {
            if (known.raft.matched().getOrDefault(node, index) < index) {
                late.merge(node, index, Math::max);
            }
        }
    }

    private boolean isAnybodyComing() {
        Map<NodeId, Long> matched = known.raft.matched();
        late.entrySet().removeIf(each -> matched.getOrDefault(each.getKey(), 0L) >= each.getValue());
        return known.liveness.in(NodeState.ONLINE).stream()
                .anyMatch(node -> matched.containsKey(node) && !late.containsKey(node));
    }

    private static int majority(Set<NodeId> voters) {
        return voters.size() / 2 + 1;
    }
}
