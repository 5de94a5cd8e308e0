package io.arewealive.core.machine;

import io.arewealive.core.liveness.Peer;
import io.arewealive.core.raft.RaftView;
import io.arewealive.core.step.DiskState;
import io.arewealive.core.step.NodeFacts;
import io.arewealive.node.Node;
import io.arewealive.node.NodeId;
import io.arewealive.node.Votes;
import io.arewealive.status.NodeState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Who should vote, as the leader decides it: an odd number of nodes up to the maximum, as many as have caught up.
 *
 * <ul>
 *   <li>One becomes three when two more have caught up; never two, which would stop on the loss of either.
 *   <li>A voter that wants to stop, or whose row is gone, gives its seat to a node that has caught up; without one the group
 *       shrinks to the next odd number.
 *   <li>A voter that has been away, or could not write its log, for a minute is replaced if there is somebody; without one nothing shrinks.
 *   <li>Whom an operator added gets a free seat first, and where all are taken that of a voter whom nobody added.
 *   <li>A witness votes only while there are too few others: it makes two nodes survive the loss of either, and leaves its seat to a
 *       third one that has caught up.
 * </ul>
 *
 * Called from the loop only.
 */
final class Seats {

    static final long REPLACE_NANOS = Duration.ofSeconds(60).toNanos();

    private final Knowledge known;
    private final Map<NodeId, Long> awaySince = new HashMap<>();

    Seats(Knowledge known) {
        this.known = known;
    }

    /** The voters there should be, if they are others than now. */
    Optional<Set<NodeId>> wanted(Set<NodeId> leaving, int max, int lagAllowed) {
        RaftView raft = known.raft;
        Set<NodeId> now = raft.membership().voters();
        noteWhoIsAway(now);
        List<NodeId> spare = spare(now, leaving, lagAllowed);
        Set<NodeId> wanted = new TreeSet<>(now);
        boolean mustShrink = wanted.removeIf(id -> leaving.contains(id) || !mayVote(id));
        for (NodeId id : List.copyOf(wanted)) {
            if (isLongAway(id) && !spare.isEmpty()) {
                wanted.remove(id);
                wanted.add(spare.remove(0));
            }
        }
        int target = odd(Math.min(max, wanted.size() + spare.size()));
        if (!mustShrink) {
            target = Math.max(target, odd(now.size()));
        }
        while (wanted.size() < target && !spare.isEmpty()) {
            wanted.add(spare.remove(0));
        }
        relieveWitnesses(wanted, spare);
        if (wanted.size() >= odd(max)) {
            prefer(wanted, spare);
        }
        shrinkTo(wanted, Math.max(1, odd(Math.min(wanted.size(), max))));
        return wanted.isEmpty() || wanted.equals(now) ? Optional.empty() : Optional.of(wanted);
    }

    private void relieveWitnesses(Set<NodeId> wanted, List<NodeId> spare) {
        for (NodeId id : List.copyOf(wanted)) {
            if (isWitness(id) && !spare.isEmpty() && !isWitness(spare.get(0))) {
                wanted.remove(id);
                wanted.add(spare.remove(0));
            }
        }
    }

    private void prefer(Set<NodeId> wanted, List<NodeId> spare) {
        List<NodeId> others =
                byValue(wanted).stream().filter(id -> !isAdded(id)).toList();
        List<NodeId> added = spare.stream().filter(this::isAdded).toList();
        for (int i = 0; i < Math.min(others.size(), added.size()); i++) {
            wanted.remove(others.get(i));
            wanted.add(added.get(i));
            spare.remove(added.get(i));
        }
    }

    private void shrinkTo(Set<NodeId> wanted, int size) {
        for (NodeId id : byValue(wanted)) {
            if (wanted.size() <= size) {
                return;
            }
            wanted.remove(id);
        }
    }

    /** Whom one would miss least, first. */
    private List<NodeId> byValue(Set<NodeId> nodes) {
        List<NodeId> byValue = new ArrayList<>(nodes);
        byValue.sort(Comparator.comparing((NodeId id) -> isOnline(id))
                .thenComparing(id -> !isWitness(id))
                .thenComparing(this::isAdded)
                .thenComparing(id -> id.equals(known.self()))
                .thenComparing(Comparator.reverseOrder()));
        return byValue;
    }

    /** Who could vote too, witnesses last. */
    private List<NodeId> spare(Set<NodeId> now, Set<NodeId> leaving, int lagAllowed) {
        List<NodeId> spare = new ArrayList<>();
        for (Node node : known.state.table().view().nodes()) {
            long position = known.raft.matched().getOrDefault(node.id(), 0L);
            boolean caughtUp =
                    node.id().equals(known.self()) || (position > 0 && known.raft.lastIndex() - position <= lagAllowed);
            if (!now.contains(node.id())
                    && !leaving.contains(node.id())
                    && mayVote(node.id())
                    && isOnline(node.id())
                    && canWrite(node.id())
                    && caughtUp) {
                spare.add(node.id());
            }
        }
        spare.sort(Comparator.comparing(this::isWitness).thenComparing(id -> !isAdded(id)));
        return spare;
    }

    private void noteWhoIsAway(Set<NodeId> voters) {
        awaySince.keySet().retainAll(voters);
        for (NodeId id : voters) {
            if (isOnline(id) && canWrite(id)) {
                awaySince.remove(id);
            } else {
                awaySince.putIfAbsent(id, known.now.nanos());
            }
        }
    }

    private boolean isLongAway(NodeId id) {
        Long since = awaySince.get(id);
        return since != null && known.now.nanos() - since > REPLACE_NANOS;
    }

    private boolean mayVote(NodeId id) {
        return known.state
                .table()
                .find(id)
                .filter(node -> node.votes().mayVote())
                .isPresent();
    }

    private boolean isAdded(NodeId id) {
        return known.state
                .table()
                .find(id)
                .filter(node -> node.votes() == Votes.ADDED)
                .isPresent();
    }

    private boolean isWitness(NodeId id) {
        return Roles.isWitness(known, id);
    }

    private boolean isOnline(NodeId id) {
        return id.equals(known.self())
                || known.liveness
                        .peer(id)
                        .map(Peer::state)
                        .filter(NodeState.ONLINE::equals)
                        .isPresent();
    }

    private boolean canWrite(NodeId id) {
        NodeFacts facts = known.facts.get(id);
        return facts == null || facts.disk() == DiskState.WORKS;
    }

    private static int odd(int number) {
        return number % 2 == 0 ? Math.max(0, number - 1) : number;
    }
}
