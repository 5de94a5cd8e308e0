package io.arewealive.core.machine;

import io.arewealive.core.liveness.Peer;
import io.arewealive.core.step.NodeFacts;
import io.arewealive.core.step.Picture;
import io.arewealive.log.LogDisk;
import io.arewealive.log.LogMember;
import io.arewealive.log.LogStatus;
import io.arewealive.node.Node;
import io.arewealive.node.NodeId;
import io.arewealive.status.NodeState;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/** Makes the picture of the replicated log that people see. Called from the loop only. */
final class LogView {

    private final Knowledge known;

    LogView(Knowledge known) {
        this.known = known;
    }

    Picture.LogShown show() {
        var raft = known.raft;
        var status = new LogStatus(
                known.nameOf(known.self()),
                raft.leader().map(known::nameOf),
                raft.quorum(),
                raft.term(),
                known.epoch.number(),
                raft.commit(),
                raft.applied(),
                raft.firstIndex(),
                raft.lastIndex(),
                raft.membership().isJoint(),
                known.state.table().view().nodes().stream().map(this::member).toList(),
                LogDisk.UNKNOWN);
        return new Picture.LogShown(status, known.votersMax, known.setup.raft().promoteWithin());
    }

    private LogMember member(Node node) {
        NodeId id = node.id();
        boolean self = id.equals(known.self());
        Optional<Peer> peer = known.liveness.peer(id);
        OptionalLong match = match(id);
        long end = known.isLeader() ? known.raft.lastIndex() : known.raft.commit();
        return new LogMember(
                id,
                node.name(),
                Roles.of(known, id),
                self ? NodeState.ONLINE : peer.map(Peer::state).orElse(NodeState.UNKNOWN),
                node.votes(),
                node.witness(),
                match,
                match.isPresent() ? OptionalLong.of(Math.max(0, end - match.getAsLong())) : OptionalLong.empty(),
                self
                        ? Optional.of(Instant.ofEpochMilli(known.now.wallMillis()))
                        : peer.filter(p -> p.heardMillis() > 0).map(p -> Instant.ofEpochMilli(p.heardMillis())));
    }

    private OptionalLong match(NodeId id) {
        Long counted = known.raft.matched().get(id);
        if (known.isLeader() && counted != null && counted > 0) {
            return OptionalLong.of(counted);
        }
        if (id.equals(known.self())) {
            return OptionalLong.of(known.raft.applied());
        }
        NodeFacts said = known.facts.get(id);
        return said == null ? OptionalLong.empty() : OptionalLong.of(said.applied());
    }
}
