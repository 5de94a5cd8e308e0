package io.arewealive.core.raft;

import io.arewealive.node.NodeId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * One node's part in the replicated log (Raft, with the thesis' pre-vote, joint consensus, leadership transfer and ReadIndex).
 *
 * <p>Pure: it has no thread, clock, disk or network. Inputs go in with the time, effects come out; what was handed in together
 * shares one write and one message to each follower. The first step gives out what was found on disk: {@code Restore}, then
 * {@code Apply} up to the commit index known there. Called from one thread only.
 *
 * <p>An entry is applied once it is committed and on this node's own disk, so that what this node showed before a crash is still in
 * its log after it.
 */
public final class RaftMachine {

    private record Shown(RaftRole role, long term, Optional<NodeId> leader) {}

    private final Replica replica;
    private final Election election;
    private final Follower follower;
    private final SnapshotReceiver snapshots;
    private final Puller puller;
    private final PullServer pullServer;
    private Optional<Leadership> leadership = Optional.empty();
    private Optional<Recovered> unstarted;
    private Optional<NodeId> snapshotSender = Optional.empty();
    private Shown shown = new Shown(RaftRole.OBSERVER, 0, Optional.empty());
    private Membership shownMembership = Membership.none();
    private long lastWrite;

    /**
     * A machine as it comes back from its disk.
     *
     * @param self this node
     * @param timing its times and limits
     * @param recovered what its disk holds
     * @param random where its random times and choices come from
     * @param nowNanos the time now
     */
    public RaftMachine(NodeId self, RaftTiming timing, Recovered recovered, RandomGenerator random, long nowNanos) {
        replica = new Replica(self, timing, recovered, random, nowNanos);
        replica.role = replica.restingRole();
        election = new Election(replica);
        follower = new Follower(replica);
        snapshots = new SnapshotReceiver(replica);
        puller = new Puller(replica, snapshots);
        pullServer = new PullServer(replica);
        unstarted = Optional.of(recovered);
        lastWrite = nowNanos;
    }

    /** Other times and limits from now on; what is planned already stays as it is. */
    public void retime(RaftTiming timing) {
        replica.retime(timing);
    }

    /** One input. */
    public List<RaftEffect> step(RaftInput input, long nowNanos) {
        return step(List.of(input), nowNanos);
    }

    /** Several inputs that came together, in order. */
    public List<RaftEffect> step(List<RaftInput> inputs, long nowNanos) {
        replica.now = nowNanos;
        start();
        inputs.forEach(this::handle);
        finish();
        return replica.out.drain();
    }

    /** When to give a {@code Tick} at the latest; {@link Long#MAX_VALUE} for never. */
    public long deadlineNanos() {
        if (isHalted()) {
            return Spans.NEVER;
        }
        long deadline = Math.min(pullServer.deadline(), wantsToPull() ? puller.deadline() : Spans.NEVER);
        return Math.min(deadline, leadership.map(Leadership::deadline).orElseGet(election::deadline));
    }

    /** How things stand. */
    public RaftView view() {
        return new RaftView(
                replica.role,
                replica.term(),
                replica.leader,
                replica.commit(),
                replica.applied(),
                replica.log.lastIndex(),
                replica.log.before() + 1,
                replica.membership(),
                hasQuorum(),
                leadership.map(Leadership::positions).orElse(Map.of()));
    }

    /**
     * What a snapshot of the state machine stands for that was taken when everything up to this index was applied. Empty if none is
     * needed there: a newer one is being installed, or nothing was applied since the last.
     */
    public Optional<SnapshotMeta> snapshotMeta(long appliedIndex) {
        EntryLog log = replica.log;
        if (appliedIndex <= log.snapshot().index() || appliedIndex > replica.applied()) {
            return Optional.empty();
        }
        return Optional.of(new SnapshotMeta(appliedIndex, log.termAt(appliedIndex), log.membershipAt(appliedIndex)));
    }

    private void start() {
        unstarted.ifPresent(recovered -> {
            unstarted = Optional.empty();
            if (recovered.snapshot().index() > 0) {
                replica.restore(recovered.snapshot(), recovered.snapshotData());
            }
        });
    }

    private void handle(RaftInput input) {
        if (isHalted()) {
            refuse(input);
        } else if (input instanceof RaftInput.Received received) {
            if (!received.from().equals(replica.self)) {
                receive(received.from(), received.message());
            }
        } else if (input instanceof RaftInput.Propose proposal) {
            leadership.ifPresentOrElse(leading -> leading.propose(proposal), () -> notLeader(proposal.token()));
        } else if (input instanceof RaftInput.Persisted persisted) {
            replica.journal.persisted(persisted.sequence());
            replica.finishInstalling().ifPresent(this::installed);
        } else if (input instanceof RaftInput.Tick) {
            tick();
        } else if (input instanceof RaftInput.Read read) {
            leadership.ifPresentOrElse(leading -> leading.read(read.token()), () -> notLeader(read.token()));
        } else if (input instanceof RaftInput.ChangeVoters change) {
            leadership.ifPresentOrElse(leading -> leading.changeVoters(change), () -> notLeader(change.token()));
        } else if (input instanceof RaftInput.Transfer transfer) {
            leadership.ifPresent(leading -> leading.transfer(transfer.target()));
        } else if (input instanceof RaftInput.Suspect suspect) {
            suspect(suspect);
        } else if (input instanceof RaftInput.Reachable reachable) {
            puller.reachable(reachable.nodes());
        } else if (input instanceof RaftInput.SnapshotSaved saved) {
            snapshotSaved(saved.meta());
        } else if (input instanceof RaftInput.DiskStalled disk) {
            stalled(disk.stalled());
        } else if (input instanceof RaftInput.PersistFailed failed) {
            halt(failed.reason());
        } else {
            throw new AssertionError("unhandled " + input);
        }
    }

    private void receive(NodeId from, RaftMessage message) {
        if (message instanceof RaftMessage.Append append) {
            append(from, append);
        } else if (message instanceof RaftMessage.AppendReply reply) {
            if (isAnswer(from, reply)) {
                leadership.ifPresent(leading -> leading.appendReply(from, reply));
            }
        } else if (message instanceof RaftMessage.AppendRefused reply) {
            if (isAnswer(from, reply)) {
                leadership.ifPresent(leading -> leading.appendRefused(from, reply));
            }
        } else if (message instanceof RaftMessage.Pull pull) {
            leadership.ifPresent(leading -> leading.observed(from, pull.durable()));
            pullServer.pull(from, pull, leaderAge());
        } else if (message instanceof RaftMessage.PullReply reply) {
            pullReply(from, reply);
        } else if (message instanceof RaftMessage.Position position) {
            leadership.ifPresent(leading -> leading.observed(from, position.durable()));
        } else if (message instanceof RaftMessage.PreVote preVote) {
            election.preVote(from, preVote);
        } else if (message instanceof RaftMessage.PreVoteReply reply) {
            if (reply.granted() || isAnswer(from, reply)) {
                election.preVoteReply(from, reply);
            }
        } else if (message instanceof RaftMessage.Vote vote) {
            if (!election.ignores(vote)) {
                adopt(vote.term());
                election.vote(from, vote);
            }
        } else if (message instanceof RaftMessage.VoteReply reply) {
            if (isAnswer(from, reply)) {
                election.voteReply(from, reply);
            }
        } else if (message instanceof RaftMessage.SnapshotChunk chunk) {
            chunk(from, chunk);
        } else if (message instanceof RaftMessage.SnapshotReply reply) {
            if (isAnswer(from, reply)) {
                leadership.ifPresent(leading -> leading.snapshotReply(from, reply));
            }
        } else if (message instanceof RaftMessage.TimeoutNow now) {
            if (now.term() == replica.term() && replica.role == RaftRole.FOLLOWER) {
                election.takeOver();
            }
        } else {
            throw new AssertionError("unhandled " + message);
        }
    }

    /** Whether it answers something that this node asked a voter in its current term; a later term is taken over. */
    private boolean isAnswer(NodeId from, RaftMessage message) {
        if (!replica.membership().isVoter(from)) {
            return message.term() == replica.term()
                    && leadership.filter(leading -> leading.isDeparting(from)).isPresent();
        }
        boolean later = message.term() > replica.term();
        adopt(message.term());
        return !later && message.term() == replica.term();
    }

    private void append(NodeId from, RaftMessage.Append append) {
        if (append.term() < replica.term()) {
            replica.out.send(from, new RaftMessage.AppendRefused(replica.term(), 0, append.prevIndex(), 0));
            return;
        }
        adopt(append.term());
        if (replica.isLeader()
                || !Replica.isWellFormed(append.prevIndex(), append.prevTerm(), append.term(), append.entries())) {
            return;
        }
        replica.role = replica.restingRole();
        election.leaderSpoke(from);
        if (!follower.append(from, append)) {
            halt(contradiction(from));
        }
    }

    private void pullReply(NodeId from, RaftMessage.PullReply reply) {
        if (!wantsToPull()
                || !Replica.isWellFormed(reply.prevIndex(), reply.prevTerm(), reply.term(), reply.entries())) {
            return;
        }
        adopt(reply.term());
        if (!puller.receive(from, reply)) {
            halt(contradiction(from));
        }
    }

    private void chunk(NodeId from, RaftMessage.SnapshotChunk chunk) {
        adopt(chunk.term());
        if (replica.isLeader()) {
            return;
        }
        long index = chunk.meta().index();
        if (index <= replica.commit()) {
            if (index <= replica.journal.durable()) {
                replica.out.send(from, new RaftMessage.SnapshotReply(replica.term(), index, chunk.total(), true));
            }
            return;
        }
        snapshots.receive(from, chunk);
        if (puller.awaits(from)) {
            puller.chunkReceived();
        } else if (replica.isInstalling()) {
            snapshotSender = Optional.of(from);
        } else {
            long offset = snapshots.indexFrom(from) == index ? snapshots.receivedFrom(from) : 0;
            replica.out.send(from, new RaftMessage.SnapshotReply(replica.term(), index, offset, false));
        }
    }

    private void installed(SnapshotMeta meta) {
        snapshotSender.ifPresent(sender ->
                replica.out.send(sender, new RaftMessage.SnapshotReply(replica.term(), meta.index(), 0, true)));
        snapshotSender = Optional.empty();
    }

    private void snapshotSaved(SnapshotMeta meta) {
        if (!replica.isInstalling() && meta.index() > replica.log.snapshot().index()) {
            replica.log.compact(meta, replica.timing.promoteWithin());
        }
    }

    private void suspect(RaftInput.Suspect suspect) {
        if (suspect.lost()) {
            replica.suspects.add(suspect.node());
            puller.suspected(suspect.node());
        } else {
            replica.suspects.remove(suspect.node());
        }
        if (replica.leader.equals(Optional.of(suspect.node()))) {
            election.leaderSuspected(suspect.lost());
        }
    }

    private void tick() {
        if (leadership.isPresent()) {
            leadership.get().tick();
            if (!leadership.get().hasQuorum()) {
                endLeadership(RaftEffect.Dropped.Reason.NO_QUORUM);
            }
        } else {
            election.tick();
        }
        puller.tick();
    }

    /** Moves to a later term, if it is one. */
    private void adopt(long term) {
        if (term > replica.term()) {
            replica.adopt(term);
            if (leadership.isPresent()) {
                endLeadership(RaftEffect.Dropped.Reason.NOT_LEADER);
            } else {
                replica.role = replica.restingRole();
            }
        }
    }

    private void endLeadership(RaftEffect.Dropped.Reason reason) {
        replica.leader = Optional.empty();
        leadership.ifPresent(leading -> leading.end(reason));
        leadership = Optional.empty();
        replica.role = replica.restingRole();
        election.restart();
    }

    /** A leader hands over: with its disk nothing would be applied here, and those who write through it would wait. */
    private void stalled(boolean stalled) {
        election.rest(stalled);
        if (stalled && leadership.isPresent()) {
            leadership.get().handOverToTheBest();
            endLeadership(RaftEffect.Dropped.Reason.NOT_LEADER);
        } else if (stalled) {
            replica.role = replica.restingRole();
        }
    }

    private void halt(String reason) {
        if (!isHalted()) {
            endLeadership(RaftEffect.Dropped.Reason.NOT_LEADER);
            replica.role = RaftRole.HALTED;
            replica.out.silence();
            replica.out.add(new RaftEffect.Halted(reason));
        }
    }

    /** Everything that follows from what was handed in, in an order in which nothing has to be done twice. */
    private void finish() {
        if (!isHalted()) {
            syncRole();
            if (leadership.isEmpty() && election.advance()) {
                lead();
            }
            leadership.ifPresent(Leadership::advanceCommit);
            write();
            leadership.ifPresentOrElse(this::sendAsLeader, follower::answer);
            syncRole();
            pullServer.answer(leaderAge());
            if (wantsToPull()) {
                puller.pull();
            } else {
                puller.rest();
            }
            if (replica.journal.isHardStateDurable()) {
                replica.out.release(replica.term());
            }
            replica.apply();
        }
        show();
    }

    private void lead() {
        election.won();
        replica.role = RaftRole.LEADER;
        replica.leader = Optional.of(replica.self);
        leadership = Optional.of(new Leadership(replica));
    }

    private void sendAsLeader(Leadership leading) {
        leading.send();
        if (leading.isOver()) {
            leading.handOverToTheBest();
            endLeadership(RaftEffect.Dropped.Reason.NOT_LEADER);
        }
    }

    private void write() {
        replica.journal.flush(replica.commit());
        if (!replica.journal.isIdle()) {
            lastWrite = replica.now;
        } else if (replica.now - lastWrite >= replica.spans.heartbeat()) {
            replica.journal.flushCommit(replica.commit());
        }
    }

    /** A node is what the membership in its log makes of it. */
    private void syncRole() {
        if (replica.role == RaftRole.OBSERVER && replica.mayLead()) {
            replica.role = RaftRole.FOLLOWER;
            election.restart();
        } else if (leadership.isEmpty() && !replica.mayLead()) {
            replica.role = RaftRole.OBSERVER;
        }
    }

    private boolean wantsToPull() {
        return replica.role == RaftRole.OBSERVER
                || (leadership.isEmpty() && replica.leader.isEmpty() && election.isStuck());
    }

    private boolean isHalted() {
        return replica.role == RaftRole.HALTED;
    }

    private long leaderAge() {
        return leadership.map(Leadership::quorumAge).orElseGet(replica::leaderAge);
    }

    private boolean hasQuorum() {
        long age = leaderAge();
        return !isHalted() && age >= 0 && age <= replica.spans.electionMax();
    }

    private void refuse(RaftInput input) {
        if (input instanceof RaftInput.Propose proposal) {
            notLeader(proposal.token());
        } else if (input instanceof RaftInput.Read read) {
            notLeader(read.token());
        } else if (input instanceof RaftInput.ChangeVoters change) {
            notLeader(change.token());
        }
    }

    private void notLeader(long token) {
        replica.out.add(new RaftEffect.Dropped(token, RaftEffect.Dropped.Reason.NOT_LEADER, replica.leader));
    }

    private static String contradiction(NodeId from) {
        return "the log of node " + from
                + " contradicts what is committed here; one of the two data directories is damaged"
                + " or belongs to another cluster";
    }

    private void show() {
        Shown current = new Shown(replica.role, replica.term(), replica.leader);
        if (!current.equals(shown)) {
            shown = current;
            replica.out.add(new RaftEffect.RoleChanged(current.role(), current.term(), current.leader()));
        }
        if (!replica.membership().equals(shownMembership)) {
            shownMembership = replica.membership();
            replica.out.add(new RaftEffect.MembershipChanged(shownMembership));
        }
    }
}
