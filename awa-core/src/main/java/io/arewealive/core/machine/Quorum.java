package io.arewealive.core.machine;

import io.arewealive.node.NodeId;
import io.arewealive.status.NodeState;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/** Whether enough voters can be reached from here to decide anything; for advice, never for a decision. */
final class Quorum {

    private final Knowledge known;

    Quorum(Knowledge known) {
        this.known = known;
    }

    /**
     * Whether edits are decided, for whoever looks: as the engine says, but a leader that has lost sight of the majority says so when its
     * failure detector has spoken. The engine takes more than twice as long to end such a leadership, so that nothing ends it in vain.
     */
    boolean isThere() {
        return known.raft.quorum() && (!known.isLeader() || isReachable());
    }

    /** Whether a majority of the voters (of both sets during a change) is online in this node's eyes. */
    boolean isReachable() {
        var membership = known.raft.membership();
        return isMajority(membership.voters()) && (!membership.isJoint() || isMajority(membership.outgoing()));
    }

    private boolean isMajority(Set<NodeId> voters) {
        return !voters.isEmpty() && reachable(voters).size() > voters.size() / 2;
    }

    private List<NodeId> reachable(Collection<NodeId> voters) {
        Set<NodeId> online = known.liveness.in(NodeState.ONLINE);
        return voters.stream()
                .filter(id -> id.equals(known.self()) || online.contains(id))
                .toList();
    }

    /** What is missing and what to do, for a caller whose command was not written. */
    String explain() {
        Set<NodeId> voters = known.raft.membership().voters();
        if (voters.isEmpty()) {
            return "this node has not joined a cluster yet; nothing was written, try again when it has";
        }
        if (isReachable()) {
            return "no leader: " + reachable(voters).size() + " of " + voters.size()
                    + " voters can be reached, but none leads yet; nothing was written, try again in a moment";
        }
        return missing(voters) + ". Nothing was written; start them or mend the network, then try again";
    }

    /** The same for a caller who reads. */
    String explainRead() {
        Set<NodeId> voters = known.raft.membership().voters();
        return voters.isEmpty()
                ? "this node has not joined a cluster yet; try again when it has"
                : missing(voters) + ". Start them or mend the network, or read the local copy";
    }

    private String missing(Set<NodeId> voters) {
        List<NodeId> reachable = reachable(voters);
        List<String> missing = voters.stream()
                .filter(id -> !reachable.contains(id))
                .map(known::nameOf)
                .sorted()
                .toList();
        return "no quorum: " + reachable.size() + " of " + voters.size() + " voters can be reached, "
                + (voters.size() / 2 + 1) + " are needed; missing: " + String.join(", ", missing);
    }
}
