package io.arewealive.core.machine;

import io.arewealive.core.raft.Membership;
import io.arewealive.node.Node;
import io.arewealive.node.NodeId;
import io.arewealive.status.NodeState;
import io.arewealive.status.Problem;
import io.arewealive.status.Severity;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Says in advance which node's loss would stop what, and what helps. A cluster that is as it was built is not in trouble, so this
 * is information and no warning. Called from the loop only.
 */
final class Survival {

    private final Knowledge known;

    Survival(Knowledge known) {
        this.known = known;
    }

    /** Empty if any one node may go, and while something else is wrong or going on. */
    Optional<Problem> hint() {
        Membership membership = known.raft.membership();
        if (membership.isJoint() || membership.voters().isEmpty() || !known.raft.quorum()) {
            return Optional.empty();
        }
        Set<NodeId> voters = membership.voters();
        List<NodeId> there = voters.stream().filter(this::isThere).toList();
        if (there.size() > voters.size() / 2 + 1) {
            return Optional.empty();
        }
        return voters.size() == 1 ? ofOneVoter(voters.iterator().next()) : ofBareMajority(voters, there);
    }

    private Optional<Problem> ofOneVoter(NodeId voter) {
        List<Node> rows = known.state.table().view().nodes();
        List<Node> others = rows.stream()
                .filter(node -> !node.id().equals(voter) && isThere(node.id()))
                .toList();
        long couldVote = others.stream().filter(node -> node.votes().mayVote()).count();
        if (couldVote >= 2 && known.votersMax > 1) {
            return Optional.empty(); // they get their seats as soon as they have caught up
        }
        String name = known.nameOf(voter);
        if (rows.size() <= 1) {
            return hint(
                    name + " is the only node: its loss would stop all edits, and nobody else has the table",
                    "start two more nodes, each on a host of its own, with: awa server --join " + address());
        }
        String loss = "the loss of " + name + " would stop all edits until it is back";
        boolean pair = others.size() == 1 && rows.size() == 2;
        String message =
                pair ? loss + "; the loss of " + others.get(0).name() + " would leave edits with one copy" : loss;
        return hint(message, remedy(couldVote));
    }

    private String remedy(long couldVote) {
        if (known.votersMax <= 1) {
            return "let three nodes vote: awa config set awa.voters.max 3";
        }
        return couldVote == 1
                ? "add a witness on a third host: awa server --witness --join " + address()
                : "have two more nodes that may vote (awa.node.votes=auto), or a node and a witness (awa server --witness --join "
                        + address() + ")";
    }

    private Optional<Problem> ofBareMajority(Set<NodeId> voters, List<NodeId> there) {
        String away = names(voters.stream().filter(id -> !there.contains(id)).toList(), " and ");
        return hint(
                "the loss of " + names(there, " or ") + " too would stop all edits: of " + voters.size() + " voters "
                        + away + (voters.size() - there.size() == 1 ? " is" : " are") + " away",
                "start " + away + " again; a node that has caught up takes the seat of one that is away for a minute");
    }

    private String names(List<NodeId> ids, String between) {
        return ids.stream().map(known::nameOf).sorted().collect(Collectors.joining(between));
    }

    private boolean isThere(NodeId id) {
        return id.equals(known.self()) || known.liveness.in(NodeState.ONLINE).contains(id);
    }

    private String address() {
        return known.state.table().find(known.self()).orElse(known.setup.self()).address();
    }

    private static Optional<Problem> hint(String message, String remedy) {
        return Optional.of(new Problem(Severity.INFO, "cluster", message, remedy));
    }
}
