package io.arewealive.core.machine;

import io.arewealive.core.machine.ClusterState.Applied;
import io.arewealive.core.machine.Command.Envelope;
import io.arewealive.core.machine.Pending.Stage;
import io.arewealive.core.raft.RaftEffect;
import io.arewealive.core.raft.RaftInput;
import io.arewealive.core.step.Effect;
import io.arewealive.core.step.Ending;
import io.arewealive.core.step.Message;
import io.arewealive.core.step.Message.Taken;
import io.arewealive.core.wire.Bytes;
import io.arewealive.core.wire.WireException;
import io.arewealive.node.CommandId;
import io.arewealive.node.NodeId;
import io.arewealive.status.Severity;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Brings commands into the log, wherever the leader is, and tells their senders what became of them.
 *
 * <ol>
 *   <li>A command is proposed here if this node leads, else sent to the leader, else it waits for one.
 *   <li>It is done when it is applied on this node, so that whoever wrote it reads it here; where one node votes alone, when an
 *       observer has it on disk too, if one is there.
 *   <li>If an attempt did not enter a log for certain, it is tried again; if that is not certain, it is tried again too, since the
 *       command's id keeps it from being applied twice.
 *   <li>When time is up: "no quorum" or "no leader" if no attempt can have entered a log, else "unknown".
 * </ol>
 *
 * Called from the loop only.
 */
final class Submissions {

    /** How many commands may be on their way from this node. */
    static final int MAX_PENDING = 50_000;

    /** How many bytes of them; the last one may go beyond it. */
    static final int MAX_BYTES = 16 << 20;

    private static final long RETRY_NANOS = Duration.ofMillis(30).toNanos();
    private static final long ANSWER_NANOS = Duration.ofSeconds(1).toNanos();
    private static final long HOPELESS_NANOS = Duration.ofMillis(500).toNanos();

    private final Knowledge known;
    private final Quorum quorum;
    private final Map<CommandId, Pending> pending = new LinkedHashMap<>();
    private final Map<Long, Pending> byToken = new HashMap<>();
    private final TreeMap<Long, Pending> byIndex = new TreeMap<>();
    private final TreeSet<Pending> byDeadline = new TreeSet<>(
            Comparator.comparingLong((Pending p) -> p.deadlineNanos).thenComparingLong(p -> p.number));
    private final TreeMap<Long, Pending> held = new TreeMap<>();
    private final Copies copies;
    private long lastNumber;
    private long lastToken;
    private int waiting;
    private int weight;
    private long retryAtNanos = Long.MAX_VALUE;

    Submissions(Knowledge known, Quorum quorum) {
        this.known = known;
        this.quorum = quorum;
        this.copies = new Copies(known);
    }

    /** A command from a caller, a joiner or this node itself. */
    void submit(Envelope envelope, Asker asker, long timeoutNanos) {
        submit(envelope, asker, timeoutNanos, false);
    }

    /** A command that only makes sense while this node leads. */
    void submitHere(Envelope envelope, long timeoutNanos) {
        submit(envelope, new Asker.Own(), timeoutNanos, true);
    }

    boolean isPending(CommandId id) {
        return pending.containsKey(id);
    }

    private void submit(Envelope envelope, Asker asker, long timeoutNanos, boolean onlyHere) {
        Optional<Remembered> before = known.state.remembered(envelope.id());
        if (before.isPresent()) {
            tell(asker, envelope.id(), before.get().again(), before.get().index());
            return;
        }
        Pending twin = pending.get(envelope.id());
        if (twin != null) {
            twin.askers.add(asker);
            return;
        }
        if (pending.size() >= MAX_PENDING || weight >= MAX_BYTES) {
            turnAway(envelope.id(), asker);
            return;
        }
        var fresh = new Pending(
                envelope.since(known.raft.applied()),
                onlyHere,
                known.now.nanos(),
                known.now.nanos() + timeoutNanos,
                ++lastNumber);
        fresh.askers.add(asker);
        pending.put(fresh.id(), fresh);
        weight += fresh.envelope.weight();
        byDeadline.add(fresh);
        waiting++;
        route(fresh);
    }

    private void turnAway(CommandId id, Asker asker) {
        if (asker instanceof Asker.Remote remote) {
            known.send(remote.from(), new Message.Submitted(id, new Taken.NotTaken()));
        } else {
            answer(
                    asker,
                    id,
                    new Ending.NoLeader(pending.size() + " commands with " + (weight >> 10)
                            + " KiB are on their way from this node already; nothing was written, try again"),
                    0);
        }
    }

    /** A command that another node sent here because it takes this one for the leader. */
    void received(NodeId from, Bytes command) {
        Envelope envelope;
        try {
            envelope = CommandCodec.decode(command);
        } catch (WireException e) {
            known.emit(new Effect.Note(
                    Severity.WARNING,
                    "node=" + known.nameOf(from) + " sent a command that cannot be read: " + e.getMessage()));
            return;
        }
        Optional<Remembered> before = known.state.remembered(envelope.id());
        if (before.isPresent()) {
            tell(
                    new Asker.Remote(from),
                    envelope.id(),
                    before.get().again(),
                    before.get().index());
        } else if (known.isLeader()) {
            submit(envelope, new Asker.Remote(from), ANSWER_NANOS * 60, true);
        } else {
            known.send(from, new Message.Submitted(envelope.id(), new Taken.NotTaken()));
        }
    }

    private void route(Pending p) {
        if (known.isLeader()) {
            become(p, Stage.PROPOSED);
            p.token = ++lastToken;
            byToken.put(p.token, p);
            known.tellRaft(new RaftInput.Propose(p.token, CommandCodec.encode(p.envelope.at(known.now.wallMillis()))));
            return;
        }
        if (p.onlyHere) {
            abandon(p);
            return;
        }
        Optional<NodeId> leader = known.leader().filter(id -> !id.equals(known.self()));
        if (leader.isPresent()) {
            if (p.stage == Stage.SENT) {
                p.fateOpen = true;
            }
            become(p, Stage.SENT);
            p.sentNanos = known.now.nanos();
            known.send(leader.get(), new Message.Submit(CommandCodec.encode(p.envelope)));
        } else {
            retryAtNanos = Math.min(retryAtNanos, known.now.nanos() + RETRY_NANOS);
        }
    }

    /** The engine took a proposal of this node's. */
    void accepted(RaftEffect.Accepted accepted) {
        Pending p = byToken.remove(accepted.token());
        if (p != null) {
            p.index = accepted.index();
            byIndex.put(p.index, p);
        }
    }

    /** The engine did not take a proposal of this node's. Returns whether the token was one of these. */
    boolean dropped(RaftEffect.Dropped dropped) {
        Pending p = byToken.remove(dropped.token());
        if (p == null) {
            return false;
        }
        if (p.onlyHere && dropped.reason() == RaftEffect.Dropped.Reason.NOT_LEADER) {
            abandon(p);
            return true;
        }
        become(p, Stage.WAITING);
        retryAtNanos = Math.min(retryAtNanos, known.now.nanos() + RETRY_NANOS);
        return true;
    }

    /** The leader says what became of a command. */
    void answered(NodeId from, Message.Submitted answer) {
        Pending p = pending.get(answer.commandId());
        if (p == null || p.stage != Stage.SENT) {
            return;
        }
        if (answer.taken() instanceof Taken.Done done) {
            p.answered = Optional.of(done);
            become(p, Stage.APPLYING);
            if (known.raft.applied() >= done.index()) {
                finish(p, done.ending(), done.index());
            }
            return;
        }
        p.fateOpen |= answer.taken() instanceof Taken.Lost;
        become(p, Stage.WAITING);
        retryAtNanos = Math.min(retryAtNanos, known.now.nanos() + RETRY_NANOS);
    }

    /** An entry was applied here. */
    void applied(Applied applied) {
        applied.commandId()
                .map(pending::get)
                .ifPresent(p -> settle(p, applied.ending().orElseThrow(), applied.index()));
        Map.Entry<Long, Pending> first = byIndex.firstEntry();
        while (first != null && first.getKey() <= applied.index()) {
            byIndex.remove(first.getKey());
            overwritten(first.getValue(), first.getKey());
            first = byIndex.firstEntry();
        }
    }

    /** It is applied here; its answer may have to wait for a second copy. */
    private void settle(Pending p, Ending.Settled ending, long index) {
        if (ending.result().isDone() && copies.isAwaited(index) && isAsked(p)) {
            become(p, Stage.APPLYING);
            byIndex.remove(p.index, p);
            p.answered = Optional.of(new Taken.Done(ending, index));
            p.heldUntilNanos = known.now.nanos() + Copies.PATIENCE_NANOS;
            held.put(index, p);
        } else {
            finish(p, ending, index);
        }
    }

    private static boolean isAsked(Pending p) {
        return p.askers.stream().anyMatch(asker -> !(asker instanceof Asker.Own));
    }

    private void releaseHeld() {
        for (Map.Entry<Long, Pending> each : List.copyOf(held.entrySet())) {
            boolean late = each.getValue().heldUntilNanos - known.now.nanos() <= 0;
            if (late) {
                copies.missed(each.getKey());
            }
            if (!late && copies.isAwaited(each.getKey())) {
                return; // later ones have no more copies than this one
            }
            Taken.Done done = each.getValue().answered.orElseThrow();
            finish(each.getValue(), done.ending(), done.index());
        }
    }

    private void overwritten(Pending p, long index) {
        if (pending.get(p.id()) == p && p.index == index) {
            p.index = 0;
            become(p, Stage.WAITING);
            retryAtNanos = Math.min(retryAtNanos, known.now.nanos() + RETRY_NANOS);
        }
    }

    /** The whole state was replaced: what is remembered in it is done. */
    void restored() {
        for (Pending p : List.copyOf(pending.values())) {
            known.state.remembered(p.id()).ifPresent(r -> finish(p, r.first(), r.index()));
        }
    }

    /** Another epoch has begun: nobody can tell what becomes of what was on its way in the former one. */
    void startOver() {
        for (Pending p : List.copyOf(pending.values())) {
            finish(
                    p,
                    new Ending.Unknown("another epoch of the cluster began meanwhile; ask there with its id " + p.id()
                            + " whether it was applied, and do it again if it was not"),
                    0);
        }
    }

    /** The role or the leader changed. */
    void leaderChanged() {
        for (Pending p : List.copyOf(pending.values())) {
            if (p.onlyHere && !known.isLeader()) {
                abandon(p);
            } else if (p.stage == Stage.WAITING) {
                route(p);
            } else if (p.stage == Stage.SENT) {
                p.fateOpen = true;
                become(p, Stage.WAITING);
                route(p);
            }
        }
    }

    void tick() {
        long now = known.now.nanos();
        releaseHeld();
        if (retryAtNanos - now <= 0) {
            retryAtNanos = Long.MAX_VALUE;
            retry(now);
        }
        while (!byDeadline.isEmpty() && byDeadline.first().deadlineNanos - now <= 0) {
            expire(byDeadline.first());
        }
    }

    private void retry(long now) {
        boolean hopeless = known.leader().isEmpty() && !quorum.isReachable();
        for (Pending p : List.copyOf(pending.values())) {
            if (p.stage == Stage.WAITING && hopeless && !p.mayHaveEntered() && now - p.sinceNanos > HOPELESS_NANOS) {
                finish(p, new Ending.NoQuorum(quorum.explain()), 0);
            } else if (p.stage == Stage.WAITING || (p.stage == Stage.SENT && now - p.sentNanos > ANSWER_NANOS)) {
                route(p);
            }
        }
        if (waiting > 0 || !pending.isEmpty()) {
            retryAtNanos = Math.min(retryAtNanos, now + RETRY_NANOS);
        }
    }

    private void expire(Pending p) {
        if (p.answered.isPresent()) {
            finish(p, p.answered.get().ending(), p.answered.get().index());
        } else if (p.mayHaveEntered()) {
            finish(
                    p,
                    new Ending.Unknown(
                            "the command entered a log, but no majority confirmed it in time; ask later with its id "
                                    + p.id()),
                    0);
        } else if (quorum.isReachable()) {
            finish(p, new Ending.NoLeader("no leader is known yet; nothing was written, try again in a moment"), 0);
        } else {
            finish(p, new Ending.NoQuorum(quorum.explain()), 0);
        }
    }

    /** When {@link #tick} has something to do next. */
    long deadlineNanos() {
        long due = byDeadline.isEmpty() ? Long.MAX_VALUE : Math.min(byDeadline.first().deadlineNanos, retryAtNanos);
        return held.isEmpty() ? due : Math.min(due, held.firstEntry().getValue().heldUntilNanos);
    }

    private void abandon(Pending p) {
        forget(p);
        for (Asker asker : p.askers) {
            if (asker instanceof Asker.Remote remote) {
                Taken taken = p.mayHaveEntered() ? new Taken.Lost() : new Taken.NotTaken();
                known.send(remote.from(), new Message.Submitted(p.id(), taken));
            }
        }
    }

    private void finish(Pending p, Ending ending, long index) {
        forget(p);
        p.askers.forEach(asker -> tell(asker, p.id(), ending, index));
    }

    private void forget(Pending p) {
        become(p, Stage.APPLYING);
        if (pending.remove(p.id(), p)) {
            weight -= p.envelope.weight();
        }
        byToken.remove(p.token);
        byIndex.remove(p.index, p);
        p.answered.ifPresent(done -> held.remove(done.index(), p));
        byDeadline.remove(p);
    }

    private void become(Pending p, Stage stage) {
        waiting += (stage == Stage.WAITING ? 1 : 0) - (p.stage == Stage.WAITING ? 1 : 0);
        p.stage = stage;
        if (stage == Stage.SENT) {
            retryAtNanos = Math.min(retryAtNanos, known.now.nanos() + ANSWER_NANOS);
        }
    }

    private void tell(Asker asker, CommandId id, Ending ending, long index) {
        Ending counted =
                ending instanceof Ending.Settled settled && settled.result().isDone()
                        ? settled.withCopies(Math.max(settled.copies(), copies.of(index)))
                        : ending;
        answer(asker, id, counted, index);
    }

    private void answer(Asker asker, CommandId id, Ending ending, long index) {
        if (asker instanceof Asker.Local local) {
            known.emit(new Effect.CommandDone(local.token(), ending));
        } else if (asker instanceof Asker.Remote remote) {
            Taken taken = ending instanceof Ending.Settled settled ? new Taken.Done(settled, index) : new Taken.Lost();
            known.send(remote.from(), new Message.Submitted(id, taken));
        } else if (asker instanceof Asker.Joiner joiner) {
            known.send(joiner.from(), welcome(joiner.from(), ending));
        }
    }

    private Message welcome(NodeId joiner, Ending ending) {
        if (ending instanceof Ending.Settled done && done.result().isDone()) {
            Optional<NodeId> adopted = known.state.table().adopted(joiner);
            if (adopted.isPresent()) {
                return new Message.Joined(
                        known.state.clusterId(),
                        Message.Welcome.ADOPT,
                        adopted.get().toString());
            }
            return new Message.Joined(known.state.clusterId(), Message.Welcome.IN, "");
        }
        if (ending instanceof Ending.Settled refused) {
            return new Message.Joined(
                    known.state.clusterId(),
                    Message.Welcome.REFUSED,
                    refused.result().message());
        }
        return new Message.Joined(
                known.state.clusterId(), Message.Welcome.LATER, "the cluster has no majority now; trying again");
    }
}
