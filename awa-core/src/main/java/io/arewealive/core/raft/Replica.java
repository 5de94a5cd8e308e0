package io.arewealive.core.raft;

import io.arewealive.core.wire.Bytes;
import io.arewealive.core.wire.WireException;
import io.arewealive.node.NodeId;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;

/** What all parts of one node's engine share: its log, term and place, and the few ways in which these change. */
final class Replica {

    /** What became of entries that somebody else sent. */
    enum Merge {
        /** They stand in the log, or did already. */
        DONE,
        /** The place before them is behind this log's end. */
        BEYOND,
        /** The entry before them is another one, not committed. */
        CONFLICT,
        /** They contradict what is committed here: one of the two logs is damaged. */
        DAMAGED
    }

    private record Installing(long write, SnapshotMeta meta, Bytes data) {}

    final NodeId self;
    RaftTiming timing;
    Spans spans;
    final RandomGenerator random;
    final Outbox out = new Outbox();
    final EntryLog log;
    final Journal journal;
    final Set<NodeId> suspects = new HashSet<>();

    long now;
    RaftRole role = RaftRole.OBSERVER;
    Optional<NodeId> leader = Optional.empty();

    private HardState hardState;
    private long leaderHeard;
    private long commit;
    private long applied;
    private Optional<Installing> installing = Optional.empty();

    Replica(NodeId self, RaftTiming timing, Recovered recovered, RandomGenerator random, long now) {
        this.self = self;
        this.timing = timing;
        this.spans = Spans.of(timing);
        this.random = random;
        this.now = now;
        log = new EntryLog(recovered.snapshot(), recovered.entries());
        commit = Math.max(recovered.snapshot().index(), Math.min(recovered.commit(), log.lastIndex()));
        journal = new Journal(log, out, commit);
        hardState = recovered.hardState();
        adopt(log.lastTerm());
    }

    void retime(RaftTiming newTiming) {
        timing = newTiming;
        spans = Spans.of(newTiming);
    }

    long term() {
        return hardState.term();
    }

    Optional<NodeId> vote() {
        return hardState.vote();
    }

    long commit() {
        return commit;
    }

    /** Committed and on this node's own disk: what may be applied, and what this node tells others it has. */
    long settled() {
        return Math.min(commit, journal.durable());
    }

    long applied() {
        return applied;
    }

    Membership membership() {
        return log.membership();
    }

    boolean isVoter() {
        return membership().isVoter(self);
    }

    /**
     * Whether this node campaigns when there is no leader: as a voter, and as one that a change not yet committed has removed. Others
     * may depend on the log of the latter, and then nobody else can win (Raft thesis 4.2.2).
     */
    boolean mayLead() {
        return isVoter()
                || (log.membershipIndex() > commit && log.membershipAt(commit).isVoter(self));
    }

    /** The part of a node that neither leads nor campaigns. */
    RaftRole restingRole() {
        return mayLead() ? RaftRole.FOLLOWER : RaftRole.OBSERVER;
    }

    boolean isLeader() {
        return role == RaftRole.LEADER;
    }

    /** Moves to a later term, if it is one; no leader is known there yet. */
    void adopt(long laterTerm) {
        if (laterTerm > term()) {
            hardState = new HardState(laterTerm, Optional.empty());
            journal.hardState(hardState);
            leader = Optional.empty();
        }
    }

    /** Votes in the current term. */
    void voteFor(NodeId candidate) {
        hardState = new HardState(term(), Optional.of(candidate));
        journal.hardState(hardState);
    }

    /** Moves to the next term and votes for itself there. */
    void campaign() {
        hardState = new HardState(term() + 1, Optional.of(self));
        journal.hardState(hardState);
        leader = Optional.empty();
    }

    /** The leader of the current term spoke to this node. */
    void leaderHeard(NodeId node) {
        leaderHeard = now;
        leader = Optional.of(node);
    }

    /** Somebody else knows of a leader that had a majority behind it at that time. */
    void leaderHeardOf(NodeId node, long when) {
        if (leader.isEmpty() || when > leaderHeard) {
            leaderHeard = when;
            leader = Optional.of(node);
        }
    }

    /** How long ago a leader of this term was heard; negative if none is known. For nodes that do not lead. */
    long leaderAge() {
        return leader.isPresent() ? Math.max(0, now - leaderHeard) : -1;
    }

    /** Whether a leader was heard lately and the failure detector has not lost it. For nodes that do not lead. */
    boolean hasLiveLeader() {
        return leader.isPresent() && now - leaderHeard < spans.electionMin() && !suspects.contains(leader.get());
    }

    void commitTo(long index) {
        commit = Math.max(commit, index);
    }

    /** Takes over what somebody else has in its log. Whatever conflicts with it and is not committed goes. */
    Merge merge(long prevIndex, long prevTerm, List<Entry> entries) {
        if (prevIndex > log.lastIndex()) {
            return Merge.BEYOND;
        }
        if (prevIndex >= log.before() && !log.matches(prevIndex, prevTerm)) {
            return prevIndex <= commit ? Merge.DAMAGED : Merge.CONFLICT;
        }
        for (Entry entry : entries) {
            if (entry.index() <= log.before() || log.matches(entry.index(), entry.term())) {
                continue;
            }
            if (entry.index() <= commit) {
                return Merge.DAMAGED;
            }
            if (entry.index() <= log.lastIndex()) {
                log.truncateAfter(entry.index() - 1);
                journal.truncatedAfter(entry.index() - 1);
            }
            log.append(entry);
        }
        return Merge.DONE;
    }

    /** Whether the entries follow one another from that place on, in terms that are possible, and can be read. */
    static boolean isWellFormed(long prevIndex, long prevTerm, long term, List<Entry> entries) {
        long index = prevIndex;
        long least = prevTerm;
        for (Entry entry : entries) {
            if (entry.index() != ++index || entry.term() < least || entry.term() > term) {
                return false;
            }
            least = entry.term();
            if (entry.kind() == Entry.Kind.MEMBERSHIP && !isMembership(entry)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isMembership(Entry entry) {
        try {
            RaftCodec.membershipOf(entry);
            return true;
        } catch (WireException notOne) {
            return false;
        }
    }

    /** Whether a received snapshot is on its way to the disk. Until it is there, nothing is applied and none is offered. */
    boolean isInstalling() {
        return installing.isPresent();
    }

    /** A received snapshot takes the place of the log up to there, and of a tail that does not follow from it. */
    void install(SnapshotMeta meta, Bytes data) {
        boolean keepTail = meta.index() > log.before() && log.matches(meta.index(), meta.term());
        long write = journal.snapshot(meta, data, !keepTail, commit);
        log.install(meta, keepTail);
        commitTo(meta.index());
        installing = Optional.of(new Installing(write, meta, data));
    }

    /** Goes on once a received snapshot is on disk. Returns what it stands for then. */
    Optional<SnapshotMeta> finishInstalling() {
        Optional<Installing> done = installing.filter(each -> journal.isDone(each.write()));
        done.ifPresent(each -> {
            installing = Optional.empty();
            restore(each.meta(), each.data());
        });
        return done.map(Installing::meta);
    }

    /** The state machine has to begin again from a snapshot. */
    void restore(SnapshotMeta meta, Bytes data) {
        out.add(new RaftEffect.Restore(meta, data));
        applied = meta.index();
    }

    /** Gives out what has become ready to be applied. */
    void apply() {
        while (installing.isEmpty() && applied < settled()) {
            List<Entry> entries = log.slice(applied + 1, settled(), Integer.MAX_VALUE);
            applied = entries.get(entries.size() - 1).index();
            out.add(new RaftEffect.Apply(entries));
        }
    }
}
