package io.arewealive.core.machine;

import io.arewealive.node.Node;
import io.arewealive.node.NodeId;
import io.arewealive.status.Role;

/** Which part a node plays in the log, in this node's eyes. */
final class Roles {

    private Roles() {}

    static Role of(Knowledge known, NodeId id) {
        boolean votes = known.raft.membership().isVoter(id);
        if (votes && known.raft.leader().filter(id::equals).isPresent()) {
            return Role.LEADER;
        }
        if (votes) {
            return isWitness(known, id) ? Role.WITNESS : Role.VOTER;
        }
        boolean takesPart = id.equals(known.self()) ? known.inCluster : known.facts.containsKey(id);
        return takesPart ? Role.OBSERVER : Role.NONE;
    }

    /** Whether it votes at most, and runs nothing. */
    static boolean isWitness(Knowledge known, NodeId id) {
        return id.equals(known.self())
                ? known.setup.self().witness()
                : known.state.table().find(id).filter(Node::witness).isPresent();
    }
}
