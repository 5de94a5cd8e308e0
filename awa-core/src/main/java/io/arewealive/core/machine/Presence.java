package io.arewealive.core.machine;

import io.arewealive.core.liveness.Transition;
import io.arewealive.core.raft.RaftInput;
import io.arewealive.core.step.Effect;
import io.arewealive.core.step.Input;
import io.arewealive.core.step.Message;
import io.arewealive.core.step.NodeFacts;
import io.arewealive.event.EventType;
import io.arewealive.node.Lifetime;
import io.arewealive.node.Node;
import io.arewealive.node.NodeId;
import io.arewealive.status.NodeState;
import io.arewealive.status.Severity;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;

/** Who is there, in this node's eyes, and what follows from it: hints for the engine, events, and the own beat. Called from the loop only. */
final class Presence {

    private final Knowledge known;
    private final Asking asking;
    private final Duties duties;
    private final Set<NodeId> lost = new HashSet<>();
    private long moves;
    private boolean beatToAll;
    private OptionalLong toReach = OptionalLong.empty();
    private Optional<NodeId> askedHowFar = Optional.empty();

    Presence(Knowledge known, Asking asking, Duties duties) {
        this.known = known;
        this.asking = asking;
        this.duties = duties;
    }

    /** When the next beat is due: when this node has told somebody nothing for the time of a beat. */
    long deadlineNanos() {
        long now = known.now.nanos();
        long every = known.timing.beat().toNanos();
        if (!mayBeat()) {
            return now + every;
        }
        return beatToAll
                ? now
                : others().mapToLong(known::spokenNanos)
                        .map(spoken -> spoken + every)
                        .reduce(now + every, Math::min);
    }

    /** How often a node came into another state so far. */
    long moves() {
        return moves;
    }

    /** Beats at once and to all, because somebody new is there. */
    void hurry() {
        beatToAll = true;
    }

    /** A frame of a node of this cluster arrived. */
    void heard(Input.Received in) {
        if (in.message() instanceof Message.Goodbye) {
            known.liveness.left(in.from(), in.incarnation(), known.now).forEach(this::moved);
            return;
        }
        boolean proof = in.message() instanceof Message.Answer;
        known.liveness.heard(in.from(), in.incarnation(), proof, known.now).forEach(this::moved);
        if (lost.contains(in.from()) && isWell(in.from())) {
            found(in.from());
        }
    }

    /** A beat or an answer tells how its sender is, and the leader's how far this node has to come to be current. */
    void factsFrom(NodeId from, NodeFacts facts) {
        if (known.state.table().find(from).isPresent()) {
            known.facts.put(from, facts);
        }
        known.changed();
        if (known.raft.leader().filter(from::equals).isPresent()) {
            toReach = OptionalLong.of(facts.applied());
        }
    }

    /**
     * A node that has come is current once it has applied what a leader had applied when it said so. A leader's words to its voters do
     * not tell that, so it is asked as soon as it is known.
     */
    void watchCaughtUp() {
        if (known.caughtUp) {
            return;
        }
        if (known.raft.quorum() && toReach.isPresent() && known.raft.applied() >= toReach.getAsLong()) {
            known.caughtUp = true;
            known.changedNow();
        }
        Optional<NodeId> leader = known.raft.leader().filter(node -> known.inCluster && !node.equals(known.self()));
        if (leader.isPresent() && !leader.equals(askedHowFar)) {
            askedHowFar = leader;
            asking.ask(leader.get());
        }
    }

    /** A closed connection is a hint: the engine is told at once, and whether the process has ended is found out. */
    void connectionClosed(NodeId node) {
        if (known.liveness.closed(node, known.now)) {
            lose(node);
            asking.ask(node);
            known.state.table().find(node).ifPresent(row -> known.emit(new Effect.Dial(node, row.host(), row.port())));
        }
    }

    /** Another epoch has begun: its log is another one. */
    void startOver() {
        toReach = OptionalLong.empty();
        askedHowFar = Optional.empty();
    }

    /** A node came into another state. */
    void moved(Transition transition) {
        moves++;
        NodeId node = transition.node();
        String name = known.nameOf(node);
        String because = transition.reason().isEmpty() ? "" : ": " + transition.reason();
        known.local.happened(
                EventType.NODE_STATUS,
                Severity.INFO,
                name,
                name + " is " + transition.to().word() + because,
                Map.of(
                        "node", node.toString(),
                        "from", transition.from().word(),
                        "to", transition.to().word(),
                        "reason", transition.reason()));
        if (transition.to() == NodeState.SUSPECT || transition.to() == NodeState.ONLINE) {
            asking.ask(node);
        }
        if (transition.to() == NodeState.ONLINE) {
            found(node);
        } else {
            lose(node);
        }
        if (transition.to() == NodeState.OFFLINE || transition.to() == NodeState.ONLINE) {
            known.emit(new Effect.Suspected(known.liveness.in(NodeState.OFFLINE)));
        }
        tellReachable();
        duties.hurry();
        known.changedNow();
    }

    private void lose(NodeId node) {
        if (lost.add(node)) {
            known.tellRaft(new RaftInput.Suspect(node, true));
        }
    }

    private void found(NodeId node) {
        if (lost.remove(node)) {
            known.tellRaft(new RaftInput.Suspect(node, false));
        }
    }

    private boolean isWell(NodeId node) {
        return known.liveness
                .peer(node)
                .filter(peer -> peer.state() == NodeState.ONLINE && !peer.isClosed())
                .isPresent();
    }

    /** Tells the engine whom an observer may pull from. */
    void tellReachable() {
        Set<NodeId> online = new HashSet<>(known.liveness.in(NodeState.ONLINE));
        if (online.isEmpty()) {
            online.addAll(known.view);
            online.remove(known.self());
        }
        if (known.inCluster) {
            known.tellRaft(new RaftInput.Reachable(List.copyOf(online)));
        }
    }

    /** The table changed: others are to be watched and looked for. */
    void watchTable() {
        Map<NodeId, Boolean> watched = new HashMap<>();
        List<String> addresses = new ArrayList<>(known.setup.join());
        for (Node node : known.state.table().view().nodes()) {
            if (!node.id().equals(known.self())) {
                boolean isExpectedBack = node.lifetime() == Lifetime.PERMANENT
                        && known.maintenance(node.id()).isEmpty();
                watched.put(node.id(), isExpectedBack);
                addresses.add(node.address());
            } else if (!node.address().equals(known.setup.self().address())) {
                addresses.add(node.address()); // if this directory is a copy, the original may be there
            }
        }
        if (watched.isEmpty()) {
            addresses.addAll(known.formerAddresses);
        }
        known.liveness.watch(watched, known.now);
        known.facts.keySet().retainAll(watched.keySet());
        known.reach.keySet().retainAll(watched.keySet());
        lost.retainAll(watched.keySet());
        known.emit(new Effect.Peers(addresses.stream().distinct().toList()));
    }

    /**
     * Tells those that this node is there whom it has told nothing for the time of a beat, or for most of it since it is awake anyway;
     * every message of its own is as good as a beat.
     */
    void beat() {
        if (!mayBeat()) {
            return;
        }
        long enough = known.timing.beat().toNanos() * 3 / 4;
        others().filter(node -> beatToAll || known.now.nanos() - known.spokenNanos(node) >= enough)
                .forEach(node -> known.send(node, new Message.Beat(asking.ownFacts())));
        beatToAll = false;
    }

    private boolean mayBeat() {
        return known.inCluster && !known.leaving;
    }

    private Stream<NodeId> others() {
        return known.view.stream().filter(node -> !node.equals(known.self()));
    }
}
