package io.arewealive.core.raft;

import io.arewealive.core.wire.Bytes;
import io.arewealive.node.NodeId;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * One term of leading: takes proposals, counts who has them on disk, changes the voters. It exists only while this node leads and
 * ends with it, so nothing of an older term can be left behind. A voter that loses its seat is told so before it is left to
 * itself; until then it would wait for a leader that no longer speaks to it.
 */
final class Leadership {

    /** Hand-overs tried before a leader that is to go finishes the change itself. */
    private static final int MOST_HAND_OVERS = 3;

    private final Replica replica;
    private final Map<NodeId, Progress> followers = new LinkedHashMap<>();
    private final Map<NodeId, Progress> departing = new LinkedHashMap<>();
    private final Observers observers = new Observers();
    private final Reads reads;
    private final Transfer transfer = new Transfer();
    private final long termStart;
    private long round = 1;
    private long nextHeartbeat;
    private int handOvers;

    Leadership(Replica replica) {
        this.replica = replica;
        reads = new Reads(replica.out);
        syncFollowers();
        termStart =
                replica.log.append(replica.term(), Entry.Kind.NOOP, Bytes.EMPTY).index();
        nextHeartbeat = replica.now + replica.spans.heartbeat();
    }

    long deadline() {
        return Math.min(nextHeartbeat, transfer.deadline());
    }

    void propose(RaftInput.Propose proposal) {
        if (isFull()) {
            drop(proposal.token(), RaftEffect.Dropped.Reason.BUSY);
        } else if (proposal.payload().length() > RaftCodec.MAX_PAYLOAD) {
            drop(proposal.token(), RaftEffect.Dropped.Reason.REFUSED);
        } else {
            accept(proposal.token(), replica.log.append(replica.term(), Entry.Kind.COMMAND, proposal.payload()));
        }
    }

    void read(long token) {
        if (reads.size() >= replica.timing.maxUncommitted()) {
            drop(token, RaftEffect.Dropped.Reason.BUSY);
        } else {
            reads.add(token);
        }
    }

    void changeVoters(RaftInput.ChangeVoters change) {
        Membership old = replica.membership();
        if (transfer.isUnderWay() || !isSettled(old) || !isPossible(change.voters(), old)) {
            drop(change.token(), RaftEffect.Dropped.Reason.REFUSED);
        } else {
            accept(change.token(), enter(new Membership(new TreeSet<>(change.voters()), old.voters())));
        }
    }

    void transfer(NodeId target) {
        if (followers.containsKey(target) && replica.membership().voters().contains(target)) {
            transfer.begin(target, replica.now + replica.spans.electionMax());
        }
    }

    void observed(NodeId node, long durable) {
        if (!followers.containsKey(node)) {
            observers.told(node, durable, replica.now);
        }
    }

    /** Whether it voted until lately and may not know yet that it does so no longer. */
    boolean isDeparting(NodeId node) {
        return departing.containsKey(node);
    }

    void appendReply(NodeId from, RaftMessage.AppendReply reply) {
        Progress follower = progress(from);
        if (follower != null && reply.matched() <= replica.log.lastIndex()) {
            follower.answered(reply.round(), replica.now);
            follower.accepted(reply.matched());
        }
    }

    void appendRefused(NodeId from, RaftMessage.AppendRefused reply) {
        Progress follower = progress(from);
        if (follower != null) {
            follower.answered(reply.round(), replica.now);
            follower.refused(reply.prevIndex(), reply.hint());
        }
    }

    void snapshotReply(NodeId from, RaftMessage.SnapshotReply reply) {
        Progress follower = progress(from);
        if (follower != null && reply.index() <= replica.commit()) {
            follower.answered(0, replica.now);
            follower.snapshotAnswered(reply);
        }
    }

    /** Signs of life are due. */
    void tick() {
        if (replica.now >= transfer.deadline()) {
            transfer.cancel();
        }
        if (replica.now >= nextHeartbeat) {
            nextHeartbeat = replica.now + replica.spans.heartbeat();
            round++;
            followers.values().forEach(Progress::heartbeat);
            departing.values().forEach(Progress::heartbeat);
            departing
                    .values()
                    .removeIf(node -> node.knowsCommitted(replica.log.membershipIndex())
                            || replica.now - node.heard() > 2 * replica.spans.electionMax());
            observers.forgetBefore(replica.now - 2 * replica.spans.pullTimeout() - replica.spans.electionMax());
        }
    }

    /** Whether a majority has answered within the longest election time. If not, this leader must not go on. */
    boolean hasQuorum() {
        return quorumAge() <= replica.spans.electionMax();
    }

    /** How long ago a majority was last heard. */
    long quorumAge() {
        return replica.now - Majority.reached(replica.membership(), this::heard);
    }

    /** Commits what a majority has on disk, if that makes an entry of this term one of them (Raft 5.4.2). */
    void advanceCommit() {
        long index = Majority.reached(replica.membership(), this::matched);
        if (index > replica.commit() && replica.log.termAt(index) == replica.term()) {
            replica.commitTo(index);
        }
        finishChange();
    }

    /** Whether the voters in effect are committed and this node is not among them: its part is over. */
    boolean isOver() {
        return isCommitted() && !replica.isVoter();
    }

    /** Sends everybody what is new. */
    void send() {
        if (reads.areWaiting() && replica.commit() >= termStart) {
            round++;
            reads.ask(round, replica.commit());
        }
        followers.forEach(this::send);
        departing.forEach(this::send);
        reads.confirmed(Majority.reached(replica.membership(), this::round));
        transfer.untold().filter(this::hasAll).ifPresent(this::handOver);
    }

    /** This node leads no longer. */
    void end(RaftEffect.Dropped.Reason reason) {
        reads.drop(reason, replica.leader);
    }

    /** The voter that is furthest, to take over from a leader whose part is over. */
    void handOverToTheBest() {
        best().ifPresent(this::handOver);
    }

    Map<NodeId, Long> positions() {
        Map<NodeId, Long> positions = new HashMap<>();
        followers.forEach((node, follower) -> positions.put(node, follower.matched()));
        positions.put(replica.self, replica.journal.durable());
        observers.copyTo(positions);
        return positions;
    }

    private boolean isFull() {
        return transfer.isUnderWay() || replica.log.lastIndex() - replica.settled() >= replica.timing.maxUncommitted();
    }

    private boolean isSettled(Membership membership) {
        return !membership.isJoint() && isCommitted() && replica.commit() >= termStart;
    }

    private boolean isCommitted() {
        return replica.log.membershipIndex() <= replica.commit();
    }

    private boolean isPossible(Set<NodeId> voters, Membership old) {
        return !voters.isEmpty()
                && voters.size() <= RaftCodec.MAX_VOTERS
                && !voters.equals(old.voters())
                && voters.stream().allMatch(node -> old.voters().contains(node) || hasCaughtUp(node));
    }

    private boolean hasCaughtUp(NodeId node) {
        OptionalLong position = observers.position(node);
        return position.isPresent() && replica.log.lastIndex() - position.getAsLong() <= replica.timing.promoteWithin();
    }

    /** A membership is in effect from the moment it stands in the log (Raft thesis 4.1). */
    private Entry enter(Membership membership) {
        Entry entry = replica.log.append(replica.term(), Entry.Kind.MEMBERSHIP, RaftCodec.encode(membership));
        syncFollowers();
        return entry;
    }

    /** A joint membership that is committed is left at once; a leader that has no place behind it hands over first. */
    private void finishChange() {
        Membership membership = replica.membership();
        if (!membership.isJoint() || !isCommitted() || transfer.isUnderWay()) {
            return;
        }
        Optional<NodeId> successor = best();
        if (membership.voters().contains(replica.self) || handOvers >= MOST_HAND_OVERS || successor.isEmpty()) {
            enter(Membership.of(membership.voters()));
        } else {
            handOvers++;
            transfer(successor.get());
        }
    }

    private void syncFollowers() {
        Membership membership = replica.membership();
        departing.keySet().removeIf(membership::isVoter);
        followers.forEach((node, follower) -> {
            if (!membership.isVoter(node)) {
                departing.put(node, follower);
            }
        });
        followers.keySet().removeIf(node -> !membership.isVoter(node));
        membership.voters().forEach(this::follow);
        membership.outgoing().forEach(this::follow);
    }

    private void follow(NodeId node) {
        if (!node.equals(replica.self) && !followers.containsKey(node)) {
            long next = observers.position(node).orElse(replica.log.lastIndex()) + 1;
            followers.put(node, new Progress(Math.min(next, replica.log.lastIndex() + 1), replica.now));
            observers.forget(node);
        }
    }

    private void send(NodeId to, Progress follower) {
        boolean sent = false;
        EntryLog log = replica.log;
        if (follower.next() <= log.before()) {
            sendSnapshot(to, follower);
        } else {
            while (follower.next() <= log.lastIndex() && follower.maySend(replica.timing.maxInFlight())) {
                List<Entry> entries = log.slice(follower.next(), log.lastIndex(), replica.timing.maxBatchBytes());
                sendAppend(to, follower.next() - 1, entries);
                follower.sent(entries.get(entries.size() - 1).index());
                sent = true;
            }
        }
        if (follower.isNews(round, replica.commit()) && !sent) {
            sendAppend(to, follower.next() > log.before() ? follower.next() - 1 : 0, List.of());
        }
    }

    private void sendAppend(NodeId to, long prevIndex, List<Entry> entries) {
        long prevTerm = prevIndex == 0 ? 0 : replica.log.termAt(prevIndex);
        replica.out.send(
                to, new RaftMessage.Append(replica.term(), round, prevIndex, prevTerm, replica.commit(), entries));
    }

    private void sendSnapshot(NodeId to, Progress follower) {
        if (!replica.isInstalling()) {
            SnapshotMeta newest = replica.log.snapshot();
            long offset = follower.nextChunk(newest);
            if (offset >= 0) {
                replica.out.sendChunk(new RaftEffect.SendSnapshotChunk(
                        to, replica.term(), newest, offset, replica.timing.maxBatchBytes()));
            }
        }
    }

    private @Nullable Progress progress(NodeId node) {
        Progress follower = followers.get(node);
        return follower == null ? departing.get(node) : follower;
    }

    private boolean hasAll(NodeId node) {
        return matched(node) == replica.log.lastIndex();
    }

    private void handOver(NodeId target) {
        transfer.tell();
        replica.out.send(target, new RaftMessage.TimeoutNow(replica.term()));
    }

    private Optional<NodeId> best() {
        return replica.membership().voters().stream()
                .filter(followers::containsKey)
                .max((one, other) -> Long.compare(matched(one), matched(other)));
    }

    private long matched(NodeId voter) {
        Progress follower = followers.get(voter);
        return follower == null ? replica.journal.durable() : follower.matched();
    }

    private long heard(NodeId voter) {
        Progress follower = followers.get(voter);
        return follower == null ? replica.now : follower.heard();
    }

    private long round(NodeId voter) {
        Progress follower = followers.get(voter);
        return follower == null ? round : follower.round();
    }

    private void accept(long token, Entry entry) {
        replica.out.add(new RaftEffect.Accepted(token, entry.index(), entry.term()));
    }

    private void drop(long token, RaftEffect.Dropped.Reason reason) {
        replica.out.add(new RaftEffect.Dropped(token, reason, Optional.of(replica.self)));
    }
}
