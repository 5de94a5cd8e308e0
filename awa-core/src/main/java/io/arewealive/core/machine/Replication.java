package io.arewealive.core.machine;

import io.arewealive.core.machine.ClusterState.Applied;
import io.arewealive.core.raft.Entry;
import io.arewealive.core.raft.Membership;
import io.arewealive.core.raft.RaftCodec;
import io.arewealive.core.raft.RaftEffect;
import io.arewealive.core.raft.RaftInput;
import io.arewealive.core.raft.RaftMachine;
import io.arewealive.core.raft.Recovered;
import io.arewealive.core.raft.SnapshotMeta;
import io.arewealive.core.step.DiskState;
import io.arewealive.core.step.Effect;
import io.arewealive.core.step.Message;
import io.arewealive.core.wire.WireException;
import io.arewealive.event.Event;
import io.arewealive.event.EventStream;
import io.arewealive.event.EventType;
import io.arewealive.status.Severity;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The engine of the log at work in this node: its effects are carried out, what is committed is applied, snapshots are taken. Called from the loop only. */
final class Replication {

    private final Knowledge known;
    private RaftMachine raft;
    private final Submissions submissions;
    private final LinearReads reads;
    private final LeaseWatch leases;
    private final Duties duties;
    private final Announcing announcing;
    private final Problems problems;
    private final StoreFeed store;
    private long replayThrough;
    private boolean waitingForLog;
    private boolean newcomer;
    private Membership appliedMembership;
    private final SnapshotsDue due;
    private long trimmableIndex;

    /** Who is told what the engine does. */
    record Parts(
            Submissions submissions,
            LinearReads reads,
            LeaseWatch leases,
            Duties duties,
            Announcing announcing,
            Problems problems,
            StoreFeed store) {}

    Replication(Knowledge known, RaftMachine raft, Recovered recovered, Parts parts) {
        this.known = known;
        this.submissions = parts.submissions();
        this.reads = parts.reads();
        this.leases = parts.leases();
        this.duties = parts.duties();
        this.announcing = parts.announcing();
        this.problems = parts.problems();
        this.store = parts.store();
        this.due = new SnapshotsDue(known);
        this.raft = raft;
        this.appliedMembership = recovered.snapshot().membership();
        begin(raft, recovered);
    }

    /** Goes on with another engine, of a node that had nothing in its log so far. */
    final void begin(RaftMachine engine, Recovered recovered) {
        raft = engine;
        replayThrough = recovered.commit();
        appliedMembership = recovered.snapshot().membership();
        newcomer = recovered.commit() == 0; // what was before it came is no news
        due.begin(recovered.snapshot().index());
        trimmableIndex = recovered.snapshot().index();
    }

    /** Begins again with this engine and an empty log; until that is open nothing is decided. */
    void startOver(RaftMachine fresh) {
        raft = fresh;
        known.raft = fresh.view();
        replayThrough = 0;
        appliedMembership = known.raft.membership();
        due.begin(0);
        trimmableIndex = 0;
        waitingForLog = true;
    }

    /** The log for it is open. */
    void logOpened() {
        waitingForLog = false;
    }

    /** A snapshot could not be written. */
    void snapshotFailed(String reason) {
        due.failed(reason);
        problems.snapshotFailed(Optional.of(reason));
        known.changed();
    }

    /** The log waits for room on its disk. Nothing is lost by that, but somebody else has to lead. */
    void logStalled(String reason) {
        known.disk = DiskState.WAITS;
        problems.logFailed(reason);
        known.tellRaft(new RaftInput.DiskStalled(true));
        degraded(
                Severity.CRITICAL,
                "the log waits for its disk, this node takes no part in decisions: " + reason,
                Map.of("problem", reason));
    }

    /** There is room again. */
    void logResumed() {
        known.disk = DiskState.WORKS;
        known.tellRaft(new RaftInput.DiskStalled(false));
        degraded(Severity.INFO, "the log is written again", Map.of("over", "true"));
    }

    private void degraded(Severity severity, String message, Map<String, String> details) {
        known.local.happened(EventType.DEGRADED, severity, known.setup.self().name(), message, details);
        known.changedNow();
    }

    /** The disk of the log failed. */
    void logFailed(String reason) {
        known.disk = DiskState.FAILED;
        problems.logFailed(reason);
        known.tellRaft(new RaftInput.PersistFailed(reason));
        degraded(
                Severity.CRITICAL,
                "the log cannot be written, this node takes no part in decisions: " + reason,
                Map.of("problem", reason));
    }

    /** Gives the engine what it was told, and carries out what it wants, until it is content. */
    void turn() {
        if (waitingForLog) {
            known.takeRaftInputs();
            return;
        }
        for (List<RaftInput> inputs = known.takeRaftInputs(); !inputs.isEmpty(); inputs = known.takeRaftInputs()) {
            List<RaftEffect> effects = raft.step(inputs, known.now.nanos());
            known.raft = raft.view();
            effects.forEach(this::carryOut);
        }
        if (newcomer && known.caughtUp) {
            newcomer = false;
            tellMissed(0);
        }
    }

    private void carryOut(RaftEffect effect) {
        if (effect instanceof RaftEffect.Persist persist) {
            known.emit(new Effect.Persist(persist));
        } else if (effect instanceof RaftEffect.PersistSnapshot persist) {
            known.emit(new Effect.PersistSnapshot(persist));
        } else if (effect instanceof RaftEffect.Send send) {
            known.send(send.to(), new Message.Raft(send.message()));
        } else if (effect instanceof RaftEffect.SendSnapshotChunk chunk) {
            known.emit(new Effect.SendSnapshotChunk(chunk));
        } else if (effect instanceof RaftEffect.Apply apply) {
            apply.entries().forEach(this::apply);
        } else if (effect instanceof RaftEffect.Restore restore) {
            restore(restore);
        } else if (effect instanceof RaftEffect.Accepted accepted) {
            submissions.accepted(accepted);
            duties.seatDecided(accepted.token());
        } else if (effect instanceof RaftEffect.Dropped dropped) {
            if (!reads.dropped(dropped) && !submissions.dropped(dropped)) {
                duties.seatDropped(dropped);
            }
        } else if (effect instanceof RaftEffect.RoleChanged) {
            roleChanged();
        } else if (effect instanceof RaftEffect.ReadReady confirmed) {
            reads.confirmed(confirmed);
        } else if (effect instanceof RaftEffect.MembershipChanged) {
            known.changed();
        } else if (effect instanceof RaftEffect.Halted) {
            known.changedNow();
        } else {
            throw new AssertionError("unhandled " + effect);
        }
    }

    private void apply(Entry entry) {
        due.applied(entry);
        if (entry.kind() == Entry.Kind.MEMBERSHIP) {
            appliedMembership = RaftCodec.membershipOf(entry);
        }
        Applied applied;
        try {
            applied = known.state.apply(entry, appliedMembership);
        } catch (WireException e) {
            throw new IllegalStateException(
                    "entry " + entry.index() + " of the log cannot be understood: " + e.getMessage()
                            + "; this node needs a newer version of AWA",
                    e);
        }
        if (entry.index() > replayThrough && !newcomer) {
            applied.events().forEach(event -> known.emit(new Effect.Happened(event)));
        }
        applied.changes().forEach(change -> known.emit(new Effect.KeyChanged(change)));
        leases.applied(applied);
        submissions.applied(applied);
        if (applied.tableChanged()) {
            known.tableChanged();
        }
        announcing.applied(applied);
        if (applied.events().isEmpty()) {
            known.changed(); // how far the log is, at leisure
        } else {
            known.changedNow();
        }
    }

    private void restore(RaftEffect.Restore restore) {
        long eventsBefore = known.state.events().last();
        known.state = ClusterState.restore(restore.data());
        appliedMembership = restore.meta().membership();
        due.begin(restore.meta().index());
        known.emit(new Effect.KeysRestored(known.state.kv().totals().revision()));
        submissions.restored();
        store.restored();
        if (known.raft.applied() > replayThrough) {
            tellMissed(eventsBefore);
        }
        known.tableChanged();
    }

    /** A node that was away gets what it missed, as far as it is kept; one that is new gets the number to go on from. */
    private void tellMissed(long number) {
        List<Event> kept = known.state.events().after(number);
        if (number == 0 && !kept.isEmpty()) {
            kept = kept.subList(kept.size() - 1, kept.size());
        }
        if (!kept.isEmpty() && kept.get(0).number() > number + 1) {
            known.emit(new Effect.Happened(EventLog.gap(EventStream.CLUSTER, number, kept.get(0))));
        }
        kept.forEach(event -> known.emit(new Effect.Happened(event)));
    }

    private void roleChanged() {
        submissions.leaderChanged();
        reads.leaderChanged();
        duties.hurry();
        if (known.isLeader()) {
            known.caughtUp = true;
        }
        known.changedNow();
    }

    /** Somebody wants a snapshot now. */
    void takeSnapshot(long token) {
        due.wanted(token);
    }

    /** Takes a snapshot of the own state, if it is time. */
    void snapshot() {
        if (!due.isDue()) {
            return;
        }
        Optional<SnapshotMeta> meta = raft.snapshotMeta(known.raft.applied());
        if (meta.isPresent()) {
            due.begun(meta.get().index());
            known.emit(new Effect.SaveSnapshot(meta.get(), known.state.capture()));
        } else {
            due.notNeeded(known.raft.applied());
        }
    }

    /** A snapshot of the own state is on disk. */
    void snapshotSaved(SnapshotMeta meta) {
        if (waitingForLog) {
            return;
        }
        due.saved(meta.index());
        problems.snapshotFailed(Optional.empty());
        known.changed();
        trimmableIndex = Math.max(trimmableIndex, meta.index());
        known.tellRaft(new RaftInput.SnapshotSaved(meta));
        trim();
    }

    /** The log goes only behind a durable snapshot, and while the database works not before the database has it too. */
    void trim() {
        boolean databaseHasIt =
                store.durableIndex() >= trimmableIndex || store.trouble().isPresent();
        if (databaseHasIt && trimmableIndex > 0) {
            known.emit(new Effect.TrimLog(trimmableIndex));
        }
    }
}
