package io.arewealive.core.raft;

import io.arewealive.node.NodeId;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * How this node gets a leader, or becomes it.
 *
 * <ol>
 *   <li>A voter that heard no leader for a random time between {@code electionMin} and {@code electionMax}, or whose failure
 *       detector lost the leader some {@code jitter} ago, asks all voters whether they would vote for it. That touches nobody's
 *       term (Raft thesis 9.6).
 *   <li>Those say yes that have lost the leader too and whose log holds no more.
 *   <li>With a majority it moves to the next term and asks for votes. It counts its own when that is on disk; so do the others
 *       before they answer.
 *   <li>Rounds without result follow each other slower and slower, up to the election times.
 * </ol>
 *
 * A node votes whether or not it knows itself as a voter: a change that makes it one may not have reached it.
 */
final class Election {

    private static final int MOST_DOUBLINGS = 10;

    private final Replica replica;
    private final Set<NodeId> granted = new HashSet<>();
    private long deadline;
    /** The deadline came from the failure detector; a sign of life from the leader does not move it. */
    private boolean hurried;
    /** Rounds since a leader was last heard. */
    private int rounds;

    private long attempt;
    private long begun;
    /** The disk is stuck: this node does not want to lead. */
    private boolean resting;

    Election(Replica replica) {
        this.replica = replica;
        Membership membership = replica.membership();
        boolean alone = membership.isVoter(replica.self) && membership.equals(Membership.of(Set.of(replica.self)));
        deadline = replica.now + (alone ? 0 : replica.spans.election(replica.random));
    }

    long deadline() {
        return replica.mayLead() && !replica.isLeader() && !resting ? deadline : Spans.NEVER;
    }

    /** Whether this node leaves leading to others for now. */
    void rest(boolean rests) {
        resting = rests;
        restart();
    }

    /** Whether this node has tried to find a leader, or to become it, in vain. */
    boolean isStuck() {
        return rounds > 2;
    }

    /** This node leads now. */
    void won() {
        rounds = 0;
    }

    /** Waits for a leader as if one had been heard right now. */
    void restart() {
        hurried = false;
        deadline = replica.now + replica.spans.election(replica.random);
    }

    /** The leader of the current term spoke. */
    void leaderSpoke(NodeId leader) {
        replica.leaderHeard(leader);
        rounds = 0;
        if (!hurried) {
            restart();
        }
    }

    /** The failure detector lost the leader or found it again. */
    void leaderSuspected(boolean lost) {
        if (lost && replica.role == RaftRole.FOLLOWER) {
            hurried = true;
            deadline = Math.min(deadline, replica.now + replica.spans.jitter(replica.random));
        } else if (!lost && hurried) {
            restart();
        }
    }

    void tick() {
        if (replica.now < deadline()) {
            return;
        }
        if (isWriting()) {
            begun = replica.now;
            deadline = replica.now + patience();
        } else {
            ask();
        }
    }

    /** Its vote for itself is not on disk yet, so nobody was asked yet either: another round would only cost a term. */
    private boolean isWriting() {
        return replica.role == RaftRole.CANDIDATE && !replica.journal.isHardStateDurable();
    }

    /** The leader hands over to this node. */
    void takeOver() {
        if (!resting) {
            campaign(true);
        }
    }

    /** A majority said it would vote, or term and vote came to the disk. Returns whether the election is won. */
    boolean advance() {
        if (replica.role == RaftRole.PRE_CANDIDATE && hasMajority()) {
            campaign(false);
        }
        if (replica.role == RaftRole.CANDIDATE && replica.journal.isHardStateDurable()) {
            if (granted.add(replica.self)) {
                deadline += replica.now - begun; // the others are asked only now
            }
            return hasMajority();
        }
        return false;
    }

    void preVote(NodeId from, RaftMessage.PreVote message) {
        boolean grant = message.term() >= replica.term()
                && !knowsBetter()
                && replica.log.isCoveredBy(message.lastIndex(), message.lastTerm());
        replica.out.send(from, new RaftMessage.PreVoteReply(replica.term(), message.attempt(), grant));
    }

    void preVoteReply(NodeId from, RaftMessage.PreVoteReply message) {
        if (replica.role == RaftRole.PRE_CANDIDATE && message.granted() && message.attempt() == attempt) {
            granted.add(from);
        }
    }

    /** Whether a request for votes is ignored, its term too: there is a leader, and it did not ask for this. */
    boolean ignores(RaftMessage.Vote message) {
        return message.term() > replica.term() && !message.transfer() && knowsBetter();
    }

    void vote(NodeId from, RaftMessage.Vote message) {
        boolean grant = message.term() == replica.term()
                && replica.vote().map(from::equals).orElse(true)
                && replica.log.isCoveredBy(message.lastIndex(), message.lastTerm());
        if (grant && replica.vote().isEmpty()) {
            replica.voteFor(from);
            replica.role = replica.restingRole();
            restart();
        }
        replica.out.send(from, new RaftMessage.VoteReply(replica.term(), grant));
    }

    void voteReply(NodeId from, RaftMessage.VoteReply message) {
        if (replica.role == RaftRole.CANDIDATE && message.granted()) {
            granted.add(from);
        }
    }

    private boolean knowsBetter() {
        return replica.isLeader() || replica.hasLiveLeader();
    }

    private boolean hasMajority() {
        return Majority.of(replica.membership(), granted::contains);
    }

    private void ask() {
        begin(RaftRole.PRE_CANDIDATE);
        replica.leader = Optional.empty();
        attempt++;
        granted.add(replica.self);
        sendToOthers(new RaftMessage.PreVote(replica.term(), attempt, replica.log.lastIndex(), replica.log.lastTerm()));
    }

    private void campaign(boolean transfer) {
        begin(RaftRole.CANDIDATE);
        replica.campaign();
        sendToOthers(new RaftMessage.Vote(replica.term(), replica.log.lastIndex(), replica.log.lastTerm(), transfer));
    }

    private void begin(RaftRole role) {
        replica.role = role;
        granted.clear();
        hurried = false;
        rounds++;
        begun = replica.now;
        deadline = replica.now + patience();
    }

    /** How long this round may take. */
    private long patience() {
        long quick = replica.spans.jitter(replica.random) << Math.min(rounds, MOST_DOUBLINGS);
        return Math.min(quick, replica.spans.election(replica.random));
    }

    private void sendToOthers(RaftMessage message) {
        Membership membership = replica.membership();
        membership.voters().forEach(node -> sendUnlessSelf(node, message));
        membership.outgoing().stream()
                .filter(node -> !membership.voters().contains(node))
                .forEach(node -> sendUnlessSelf(node, message));
    }

    private void sendUnlessSelf(NodeId node, RaftMessage message) {
        if (!node.equals(replica.self)) {
            replica.out.send(node, message);
        }
    }
}
