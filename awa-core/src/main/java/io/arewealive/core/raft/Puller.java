package io.arewealive.core.raft;

import io.arewealive.node.NodeId;
import java.util.List;
import java.util.Optional;

/**
 * Keeps a node that no leader sends to up to date: one long poll at a time, to a reachable voter chosen at random, or to anybody
 * if no voter is reachable. The next one goes when what came is on disk, so it also says how far the disk is. An upstream that is
 * late, lost, or has not heard of a leader lately is left for another one.
 *
 * <p>A voter pulls too while it finds no leader: that is how one that was removed in its absence learns of it.
 */
final class Puller {

    private final Replica replica;
    private final SnapshotReceiver snapshots;
    private List<NodeId> reachable = List.of();
    private Optional<NodeId> upstream = Optional.empty();
    private Optional<NodeId> left = Optional.empty();
    private boolean waiting;
    private long id;
    private long deadline;
    private long retryAt;
    private long toldLeader;

    Puller(Replica replica, SnapshotReceiver snapshots) {
        this.replica = replica;
        this.snapshots = snapshots;
        retryAt = replica.now;
    }

    long deadline() {
        if (waiting) {
            return deadline;
        }
        return retryAt > replica.now ? retryAt : Spans.NEVER;
    }

    void reachable(List<NodeId> nodes) {
        reachable = nodes.stream().filter(node -> !node.equals(replica.self)).toList();
        if (upstream.isPresent() && !reachable.contains(upstream.get())) {
            leave();
        }
    }

    void suspected(NodeId node) {
        if (upstream.equals(Optional.of(node))) {
            leave();
        }
    }

    /** Whether an answer of this node is awaited. */
    boolean awaits(NodeId node) {
        return waiting && upstream.equals(Optional.of(node));
    }

    void tick() {
        if (waiting && replica.now >= deadline) {
            leave();
        }
    }

    /** Stops: a leader sends to this node. */
    void rest() {
        waiting = false;
        retryAt = replica.now;
    }

    /** A part of a snapshot is an answer too. */
    void chunkReceived() {
        waiting = false;
    }

    /** Returns false if the two logs contradict each other in what is committed. */
    boolean receive(NodeId from, RaftMessage.PullReply reply) {
        boolean expected = awaits(from) && reply.id() == id;
        if (!reply.entries().isEmpty()) {
            switch (replica.merge(reply.prevIndex(), reply.prevTerm(), reply.entries())) {
                case DONE ->
                    replica.commitTo(Math.min(
                            reply.commit(), reply.prevIndex() + reply.entries().size()));
                case BEYOND, CONFLICT -> {}
                case DAMAGED -> {
                    return false;
                }
            }
        }
        learnLeader(reply);
        if (expected) {
            waiting = false;
            judge(reply);
        }
        return true;
    }

    /** Asks for more, if that is due, and tells the leader how far this node is. */
    void pull() {
        boolean ready = !waiting
                && replica.now >= retryAt
                && !replica.isInstalling()
                && replica.journal.durable() == replica.log.lastIndex();
        if (ready) {
            choose();
            upstream.ifPresent(this::ask);
        }
        if (replica.settled() > toldLeader) {
            tellLeader();
        }
    }

    private void ask(NodeId node) {
        waiting = true;
        id++;
        deadline = replica.now + replica.spans.pullTimeout();
        replica.out.send(
                node,
                new RaftMessage.Pull(
                        replica.term(),
                        id,
                        replica.commit(),
                        replica.settled(),
                        snapshots.indexFrom(node),
                        snapshots.receivedFrom(node)));
        tellLeader();
    }

    private void tellLeader() {
        toldLeader = replica.settled();
        replica.leader
                .filter(node -> !upstream.equals(Optional.of(node)))
                .ifPresent(node -> replica.out.send(node, new RaftMessage.Position(replica.term(), toldLeader)));
    }

    /** The freshest word counts, whatever its term: this node may have a later one from an election that came to nothing. */
    private void learnLeader(RaftMessage.PullReply reply) {
        if (replica.role == RaftRole.OBSERVER && reply.leaderAgeNanos() >= 0) {
            reply.leader()
                    .filter(node -> !node.equals(replica.self))
                    .ifPresent(node -> replica.leaderHeardOf(node, replica.now - reply.leaderAgeNanos()));
        }
    }

    private void judge(RaftMessage.PullReply reply) {
        boolean fresh = reply.leaderAgeNanos() >= 0 && reply.leaderAgeNanos() <= replica.spans.electionMax();
        if (!fresh) {
            leave();
            if (reply.entries().isEmpty()) {
                retryAt = replica.now + replica.spans.heartbeat();
            }
        }
    }

    private void leave() {
        left = upstream;
        upstream = Optional.empty();
        waiting = false;
    }

    private void choose() {
        if (upstream.isEmpty()) {
            List<NodeId> candidates = reachable.stream()
                    .filter(node -> !replica.suspects.contains(node))
                    .toList();
            List<NodeId> voters =
                    candidates.stream().filter(replica.membership()::isVoter).toList();
            upstream = oneOf(voters.isEmpty() ? candidates : voters);
        }
    }

    private Optional<NodeId> oneOf(List<NodeId> nodes) {
        List<NodeId> others =
                nodes.stream().filter(node -> !left.equals(Optional.of(node))).toList();
        List<NodeId> pool = others.isEmpty() ? nodes : others;
        return pool.isEmpty() ? Optional.empty() : Optional.of(pool.get(replica.random.nextInt(pool.size())));
    }
}
