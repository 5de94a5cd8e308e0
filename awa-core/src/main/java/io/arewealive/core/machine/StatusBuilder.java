package io.arewealive.core.machine;

import io.arewealive.core.liveness.Peer;
import io.arewealive.core.step.MessageCodec;
import io.arewealive.core.step.NodeFacts;
import io.arewealive.node.Node;
import io.arewealive.node.NodeId;
import io.arewealive.status.ClusterStatus;
import io.arewealive.status.NodeState;
import io.arewealive.status.NodeStatus;
import io.arewealive.status.Problem;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/** Makes the picture that people and consoles see out of what is known. Called from the loop only. */
final class StatusBuilder {

    private final Knowledge known;
    private final Quorum quorum;
    private final Problems problems;
    private final long startedMillis;

    StatusBuilder(Knowledge known, Quorum quorum, Problems problems) {
        this.known = known;
        this.quorum = quorum;
        this.problems = problems;
        this.startedMillis = known.now.wallMillis();
    }

    ClusterStatus build() {
        var table = known.state.table().view();
        long highest = highestVersion();
        List<NodeStatus> nodes = new ArrayList<>(table.nodes().size());
        for (Node node : table.nodes()) {
            nodes.add(node.id().equals(known.self()) ? ownStatus(node, highest) : statusOf(node, highest));
        }
        List<Problem> found = problems.find(nodes);
        return new ClusterStatus(
                known.setup.cluster(),
                Instant.ofEpochMilli(known.now.wallMillis()),
                known.state
                        .table()
                        .find(known.self())
                        .map(Node::name)
                        .orElse(known.setup.self().name()),
                known.self(),
                table.version(),
                table.hash(),
                known.isSynced(),
                quorum.isThere(),
                known.raft.leader().map(known::nameOf),
                known.raft.term(),
                known.epoch.number(),
                known.raft.membership().voters().stream()
                        .map(known::nameOf)
                        .sorted()
                        .toList(),
                known.setup.security(),
                nodes,
                found);
    }

    private long highestVersion() {
        return known.facts.values().stream()
                .mapToLong(NodeFacts::version)
                .reduce(known.state.table().version(), Math::max);
    }

    private NodeStatus ownStatus(Node node, long highest) {
        long version = known.state.table().version();
        boolean paused = known.pauseNanos() > known.timing.suspect().toNanos();
        return new NodeStatus(
                node.id(),
                node.name(),
                node.host(),
                node.port(),
                NodeState.ONLINE,
                Roles.of(known, node.id()),
                node.lifetime(),
                OptionalLong.of(version),
                OptionalLong.of(highest - version),
                OptionalDouble.of(0),
                OptionalDouble.of(0),
                Optional.of(Instant.ofEpochMilli(known.now.wallMillis())),
                Instant.ofEpochMilli(startedMillis),
                OptionalLong.of((known.now.nanos() - known.startedNanos) / 1_000_000_000),
                Optional.of(known.setup.software()),
                OptionalLong.of(MessageCodec.PROTOCOL),
                known.maintenance(node.id()),
                paused ? pausedFor(known.pauseNanos() / 1_000_000) : "");
    }

    private NodeStatus statusOf(Node node, long highest) {
        NodeId id = node.id();
        Optional<Peer> peer = known.liveness.peer(id);
        NodeState state = peer.map(Peer::state).orElse(NodeState.UNKNOWN);
        Optional<NodeFacts> facts = Optional.ofNullable(known.facts.get(id));
        Optional<Knowledge.Reach> reach = state == NodeState.ONLINE || state == NodeState.SUSPECT
                ? Optional.ofNullable(known.reach.get(id))
                : Optional.empty();
        OptionalLong version = optional(facts.map(NodeFacts::version));
        return new NodeStatus(
                id,
                node.name(),
                node.host(),
                node.port(),
                state,
                Roles.of(known, id),
                node.lifetime(),
                version,
                version.isPresent()
                        ? OptionalLong.of(Math.max(0, highest - version.getAsLong()))
                        : OptionalLong.empty(),
                reach.map(r -> OptionalDouble.of(r.latencyMillis())).orElseGet(OptionalDouble::empty),
                reach.map(r -> OptionalDouble.of(r.clockOffsetMillis())).orElseGet(OptionalDouble::empty),
                peer.filter(p -> p.heardMillis() > 0).map(p -> Instant.ofEpochMilli(p.heardMillis())),
                Instant.ofEpochMilli(peer.map(Peer::sinceMillis).orElse(startedMillis)),
                state == NodeState.ONLINE ? optional(facts.map(f -> f.uptimeMillis() / 1000)) : OptionalLong.empty(),
                facts.map(NodeFacts::software),
                optional(facts.map(f -> (long) f.protocol())),
                known.maintenance(id),
                withFlapping(id, reason(node, state, peer, facts)));
    }

    private String withFlapping(NodeId id, String reason) {
        if (!known.state.judging().alarms().isFlapping(id)) {
            return reason;
        }
        return reason.isEmpty() ? "flapping" : reason + ", flapping";
    }

    private String reason(Node node, NodeState state, Optional<Peer> peer, Optional<NodeFacts> facts) {
        if (state == NodeState.UNKNOWN) {
            return node.claimed() ? verdictOrUnheard(node.id()) : "added by hand, never seen";
        }
        if (state == NodeState.ONLINE) {
            return facts.filter(f -> f.pausedMillis() > known.timing.suspect().toMillis())
                    .map(f -> pausedFor(f.pausedMillis()))
                    .orElse("");
        }
        return peer.map(Peer::reason).orElse("");
    }

    private String verdictOrUnheard(NodeId id) {
        return known.state
                .verdict(id)
                .filter(standing -> standing.state() != NodeState.ONLINE && !known.isLeader())
                .map(standing ->
                        "not heard yet; the leader says " + standing.state().word() + " (" + standing.reason() + ")")
                .orElse("not heard yet");
    }

    private static String pausedFor(long millis) {
        return "paused " + millis / 1000 + "." + millis % 1000 / 100 + " s";
    }

    private static OptionalLong optional(Optional<Long> value) {
        return value.map(OptionalLong::of).orElseGet(OptionalLong::empty);
    }
}
