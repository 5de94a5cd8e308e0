package io.arewealive.core.machine;

import io.arewealive.core.liveness.LivenessMachine;
import io.arewealive.core.liveness.Transition;
import io.arewealive.core.machine.ClusterState.Applied;
import io.arewealive.core.machine.Command.Envelope;
import io.arewealive.core.raft.Entry;
import io.arewealive.core.raft.Membership;
import io.arewealive.core.raft.RaftCodec;
import io.arewealive.core.raft.RaftEffect;
import io.arewealive.core.raft.RaftInput;
import io.arewealive.core.raft.RaftMachine;
import io.arewealive.core.raft.Recovered;
import io.arewealive.core.raft.SnapshotMeta;
import io.arewealive.core.step.Effect;
import io.arewealive.core.step.Input;
import io.arewealive.core.step.Message;
import io.arewealive.core.step.Now;
import io.arewealive.core.step.Picture;
import io.arewealive.core.table.TableEdit;
import io.arewealive.core.wire.Bytes;
import io.arewealive.core.wire.WireException;
import io.arewealive.event.Event;
import io.arewealive.event.EventStream;
import io.arewealive.event.EventType;
import io.arewealive.node.CommandId;
import io.arewealive.node.EditOutcome;
import io.arewealive.node.Fate;
import io.arewealive.node.Lifetime;
import io.arewealive.node.Node;
import io.arewealive.node.NodeId;
import io.arewealive.status.NodeState;
import io.arewealive.status.Severity;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.random.RandomGenerator;

/**
 * A node as one steppable machine: inputs and the time go in, effects come out, nothing else happens. It knows the engine, the
 * failure detector and the replicated state, and translates between them. Called from the loop only.
 */
public final class NodeMachine {

    private static final long PUBLISH_NANOS = Duration.ofMillis(200).toNanos();
    private static final long ANNOUNCE_NANOS = Duration.ofSeconds(1).toNanos();
    private static final long QUORUM_HOLD_NANOS = Duration.ofSeconds(2).toNanos();
    private static final long EDIT_NANOS = Duration.ofSeconds(5).toNanos();

    private final Knowledge known;
    private final RaftMachine raft;
    private final Quorum quorum;
    private final Submissions submissions;
    private final Asking asking;
    private final Joining joining;
    private final Duties duties;
    private final Farewell farewell;
    private final StoreFeed store;
    private final Problems problems;
    private final StatusBuilder statusBuilder;
    private final Set<NodeId> lost = new HashSet<>();
    private final long replayThrough;
    private Membership appliedMembership;
    private long snapshotIndex;
    private boolean snapshotUnderWay;
    private long trimmableIndex;
    private Optional<CommandId> announcing = Optional.empty();
    private long nextAnnounceNanos;
    private long nextBeatNanos;
    private long nextPublishNanos;
    private boolean dirty = true;
    private boolean urgent = true;
    private boolean tableChanged = true;
    private boolean quorumTold;
    private long quorumMissedSince;
    private Optional<NodeId> leaderTold = Optional.empty();

    /**
     * A node that starts with what it found on its disk.
     *
     * @param clusterId the cluster it belongs to, if it does already
     */
    public NodeMachine(
            NodeSetup setup, Optional<UUID> clusterId, Recovered recovered, RandomGenerator random, Now now) {
        this.raft = new RaftMachine(setup.self().id(), setup.raft(), recovered, random, now.nanos());
        var state = new ClusterState(clusterId.orElse(new UUID(0, 0)));
        this.known = new Knowledge(setup, state, raft.view(), new LivenessMachine(setup.liveness()), now);
        known.inCluster = clusterId.isPresent();
        this.quorum = new Quorum(known);
        this.submissions = new Submissions(known, quorum);
        this.asking = new Asking(known);
        this.joining = new Joining(known, random);
        this.duties = new Duties(known, submissions, random);
        this.farewell = new Farewell(known, duties, quorum);
        this.store = new StoreFeed(known);
        this.problems = new Problems(known, quorum, joining, store);
        this.statusBuilder = new StatusBuilder(known, problems);
        this.replayThrough = recovered.commit();
        this.appliedMembership = recovered.snapshot().membership();
        this.snapshotIndex = recovered.snapshot().index();
        this.trimmableIndex = snapshotIndex;
        this.nextAnnounceNanos = now.nanos();
        this.nextBeatNanos = now.nanos();
        this.nextPublishNanos = now.nanos();
        watchTable();
    }

    /** The state that a new cluster begins with. */
    public static Bytes foundingState(UUID clusterId, Map<String, String> seedSettings) {
        var state = new ClusterState(clusterId);
        state.settings().putAll(seedSettings);
        return state.snapshot();
    }

    /**
     * One step.
     *
     * @param inputs what came, in order
     * @param now the time
     * @param lateNanos how much later this step comes than the deadline it was asked for; 0 when punctual
     */
    public List<Effect> step(List<Input> inputs, Now now, long lateNanos) {
        known.now = now;
        known.raft = raft.view();
        inputs.forEach(this::take);
        known.late(lateNanos);
        known.liveness.tick(now, lateNanos).forEach(this::moved);
        turnEngine();
        duties.tick();
        joining.tick();
        announce();
        farewell.tick();
        submissions.tick();
        asking.tick();
        turnEngine();
        finishRounds();
        if (tableChanged) {
            watchTable();
        }
        beat();
        snapshot();
        store.tick();
        publish();
        return known.takeEffects();
    }

    /** When the next step is due at the latest. */
    public long deadlineNanos() {
        long deadline = Math.min(raft.deadlineNanos(), known.liveness.deadlineNanos(known.now.nanos()));
        deadline = Math.min(deadline, Math.min(submissions.deadlineNanos(), asking.deadlineNanos()));
        deadline = Math.min(deadline, Math.min(duties.deadlineNanos(), joining.deadlineNanos()));
        deadline = Math.min(deadline, Math.min(farewell.deadlineNanos(), store.deadlineNanos()));
        deadline = Math.min(deadline, nextBeatNanos);
        return dirty ? Math.min(deadline, nextPublishNanos) : deadline;
    }

    private void take(Input input) {
        if (input instanceof Input.Received received) {
            received(received);
        } else if (input instanceof Input.Refused refused) {
            refused(refused);
        } else if (input instanceof Input.ViewChanged view) {
            viewChanged(view.members());
        } else if (input instanceof Input.ConnectionClosed closed) {
            connectionClosed(closed.node());
        } else if (input instanceof Input.DialRefused dialled) {
            known.liveness.ended(dialled.node(), known.now).ifPresent(this::moved);
        } else if (input instanceof Input.Persisted persisted) {
            known.tellRaft(new RaftInput.Persisted(persisted.sequence()));
        } else if (input instanceof Input.PersistFailed failed) {
            logFailed(failed.reason());
        } else if (input instanceof Input.SnapshotSaved saved) {
            snapshotSaved(saved.meta());
        } else if (input instanceof Input.SnapshotFailed failed) {
            snapshotUnderWay = false;
            problems.snapshotFailed(Optional.of(failed.reason()));
        } else if (input instanceof Input.StoreOpened opened) {
            store.opened(opened);
        } else if (input instanceof Input.StoreWritten written) {
            store.written(written);
            trim();
        } else if (input instanceof Input.StoreFailed failed) {
            store.failed(failed.reason(), failed.rebuild());
        } else {
            asked(input);
        }
    }

    private void asked(Input input) {
        if (input instanceof Input.Edit edit) {
            submit(edit.token(), edit.commandId(), edit.author(), new Command.Edit(edit.edit()), edit.timeoutNanos());
        } else if (input instanceof Input.Assign a) {
            submit(a.token(), a.commandId(), a.author(), new Command.Assign(a.key(), a.value()), a.timeoutNanos());
        } else if (input instanceof Input.AskFate ask) {
            known.emit(new Effect.FateDone(ask.token(), fateOf(ask.commandId())));
        } else if (input instanceof Input.AskStatus ask) {
            asking.askAll(ask.token(), ask.timeoutNanos());
        } else if (input instanceof Input.Retime retime) {
            retime(retime);
        } else if (input instanceof Input.Leave leave) {
            farewell.begin(leave.token(), leave.timeoutNanos());
        } else {
            throw new AssertionError("unhandled " + input);
        }
    }

    private void submit(long token, CommandId id, String author, Command command, long timeoutNanos) {
        submissions.submit(
                new Envelope(id, known.now.wallMillis(), author, command),
                new Submissions.Asker.Local(token),
                timeoutNanos);
    }

    private void retime(Input.Retime retime) {
        known.liveness.retime(retime.liveness());
        known.timing = retime.liveness();
        duties.votersMax(retime.votersMax());
        raft.retime(retime.raft());
    }

    private Fate fateOf(CommandId id) {
        return known.state
                .remembered(id)
                .map(r -> r.refused()
                        .<Fate>map(refused -> new Fate.Refused(refused.message()))
                        .orElseGet(() -> new Fate.Applied(r.version())))
                .orElseGet(() -> new Fate.NotKnown(
                        known.isSynced()
                                ? "not applied here; unless it is still on its way it never will be"
                                : "not applied here, but this node is not synced; ask again when it is"));
    }

    private void received(Input.Received in) {
        boolean sameCluster = known.inCluster && in.clusterId().equals(known.state.clusterId());
        Message message = in.message();
        if (sameCluster) {
            if (message instanceof Message.Goodbye) {
                known.liveness.left(in.from(), in.incarnation(), known.now).forEach(this::moved);
                return;
            }
            boolean proof = message instanceof Message.Answer;
            known.liveness.heard(in.from(), in.incarnation(), proof, known.now).forEach(this::moved);
            if (lost.contains(in.from()) && isWell(in.from())) {
                found(in.from());
            }
            talk(in.from(), message);
        } else if (message instanceof Message.Join join && known.inCluster) {
            join(in.from(), join);
        } else if (message instanceof Message.Joined joined && !known.inCluster) {
            joining.answered(joined).ifPresent(this::joined);
        }
    }

    private void talk(NodeId from, Message message) {
        if (message instanceof Message.Raft engine) {
            known.tellRaft(new RaftInput.Received(from, engine.message()));
        } else if (message instanceof Message.Beat beat) {
            beatFrom(from, beat);
        } else if (message instanceof Message.Ask ask) {
            known.send(from, new Message.Answer(ask.question(), asking.ownFacts()));
        } else if (message instanceof Message.Answer answer) {
            known.facts.put(from, answer.facts());
            asking.answered(from, answer);
            dirty = true;
        } else if (message instanceof Message.Submit submit) {
            submissions.received(from, submit.command());
        } else if (message instanceof Message.Submitted submitted) {
            submissions.answered(from, submitted);
        } else if (message instanceof Message.Leaving) {
            duties.leaving(from);
        } else if (message instanceof Message.Join join) {
            join(from, join);
        }
    }

    private void beatFrom(NodeId from, Message.Beat beat) {
        if (known.state.table().find(from).isPresent()) {
            known.facts.put(from, beat.facts());
        }
        dirty = true;
        boolean fromLeader = known.raft.leader().filter(from::equals).isPresent();
        if (!known.caughtUp
                && fromLeader
                && known.raft.quorum()
                && known.raft.applied() >= beat.facts().applied()) {
            known.caughtUp = true;
            urgent = true;
        }
    }

    private void join(NodeId from, Message.Join join) {
        Node self = join.self();
        if (!self.id().equals(from)) {
            known.send(
                    from,
                    new Message.Joined(
                            known.state.clusterId(),
                            Message.Welcome.REFUSED,
                            "the node id in the message is not the one of its sender"));
            return;
        }
        boolean present = known.state.table().find(from).filter(self::equals).isPresent();
        if (present) {
            known.send(from, new Message.Joined(known.state.clusterId(), Message.Welcome.IN, ""));
            return;
        }
        submissions.submit(
                new Envelope(
                        duties.newCommandId(),
                        known.now.wallMillis(),
                        "node:" + self.name(),
                        new Command.Edit(new TableEdit.Announce(self))),
                new Submissions.Asker.Joiner(from),
                EDIT_NANOS / 5);
    }

    private void joined(UUID clusterId) {
        known.inCluster = true;
        known.state = new ClusterState(clusterId);
        known.emit(new Effect.JoinedCluster(clusterId));
        known.emit(new Effect.Note(Severity.INFO, "joined cluster=" + known.setup.cluster() + " id=" + clusterId));
        tellReachable();
        urgent = true;
    }

    private void refused(Input.Refused refused) {
        if (problems.refused(refused.from(), refused.why())) {
            known.emit(new Effect.Note(
                    Severity.WARNING, "refused a message from " + refused.from() + ": " + refused.why()));
        }
        dirty = true;
    }

    private void viewChanged(Set<NodeId> members) {
        known.view = members;
        joining.viewChanged();
        tellReachable();
        nextBeatNanos = known.now.nanos();
        urgent = true;
    }

    private void connectionClosed(NodeId node) {
        if (known.liveness.closed(node, known.now)) {
            lose(node);
            asking.ask(node);
            known.state.table().find(node).ifPresent(row -> known.emit(new Effect.Dial(node, row.host(), row.port())));
        }
    }

    private void logFailed(String reason) {
        problems.logFailed(reason);
        known.tellRaft(new RaftInput.PersistFailed(reason));
        known.local.happened(
                EventType.DEGRADED,
                Severity.CRITICAL,
                known.setup.self().name(),
                "the log cannot be written, this node takes no part in decisions: " + reason,
                Map.of("problem", reason));
        urgent = true;
    }

    private void moved(Transition transition) {
        NodeId node = transition.node();
        String name = known.nameOf(node);
        String because = transition.reason().isEmpty() ? "" : ": " + transition.reason();
        known.local.happened(
                EventType.NODE_STATUS,
                transition.to() == NodeState.OFFLINE ? Severity.WARNING : Severity.INFO,
                name,
                name + " is " + transition.to().word() + because,
                Map.of(
                        "node", node.toString(),
                        "from", transition.from().word(),
                        "to", transition.to().word(),
                        "reason", transition.reason()));
        if (transition.to() == NodeState.SUSPECT) {
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
        urgent = true;
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

    private void tellReachable() {
        Set<NodeId> online = new HashSet<>(known.liveness.in(NodeState.ONLINE));
        if (online.isEmpty()) {
            online.addAll(known.view);
            online.remove(known.self());
        }
        if (known.inCluster) {
            known.tellRaft(new RaftInput.Reachable(List.copyOf(online)));
        }
    }

    private void turnEngine() {
        known.tellRaft(new RaftInput.Tick());
        for (List<RaftInput> inputs = known.takeRaftInputs(); !inputs.isEmpty(); inputs = known.takeRaftInputs()) {
            List<RaftEffect> effects = raft.step(inputs, known.now.nanos());
            known.raft = raft.view();
            effects.forEach(this::carryOut);
        }
        watchQuorum();
        watchLeader();
    }

    /** Says who leads, once its name is known here. */
    private void watchLeader() {
        Optional<NodeId> leader = known.raft.leader();
        boolean nameless = leader.filter(id ->
                        !id.equals(known.self()) && known.state.table().find(id).isEmpty())
                .isPresent();
        if (leader.equals(leaderTold) || nameless) {
            return;
        }
        leaderTold = leader;
        String term = Long.toString(known.raft.term());
        known.local.happened(
                EventType.LEADER,
                Severity.INFO,
                "cluster",
                leader.map(id -> known.nameOf(id) + " leads in term " + term)
                        .orElse("no leader is known in term " + term),
                Map.of("leader", leader.map(known::nameOf).orElse(""), "term", term));
    }

    /**
     * Says when the majority is lost or there again. A change of leaders is no loss: it counts only if no majority can be reached, or
     * if it lasts.
     */
    private void watchQuorum() {
        if (known.raft.quorum()) {
            quorumMissedSince = known.now.nanos();
            if (!quorumTold) {
                tellQuorum(true);
            }
            return;
        }
        boolean lasting = known.now.nanos() - quorumMissedSince > QUORUM_HOLD_NANOS;
        if (quorumTold && (lasting || !quorum.isReachable())) {
            tellQuorum(false);
        }
    }

    private void tellQuorum(boolean there) {
        quorumTold = there;
        known.local.happened(
                EventType.QUORUM,
                there ? Severity.INFO : Severity.CRITICAL,
                "cluster",
                there ? "there is a majority" : quorum.explain(),
                Map.of("quorum", Boolean.toString(there), "term", Long.toString(known.raft.term())));
        urgent = true;
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
            if (!submissions.dropped(dropped)) {
                duties.seatDropped(dropped);
            }
        } else if (effect instanceof RaftEffect.RoleChanged) {
            roleChanged();
        } else if (effect instanceof RaftEffect.MembershipChanged || effect instanceof RaftEffect.ReadReady) {
            dirty = true;
        } else if (effect instanceof RaftEffect.Halted) {
            urgent = true;
        } else {
            throw new AssertionError("unhandled " + effect);
        }
    }

    private void apply(Entry entry) {
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
        if (entry.index() > replayThrough) {
            applied.events().forEach(event -> known.emit(new Effect.Happened(event)));
        }
        submissions.applied(applied);
        if (applied.tableChanged()) {
            tableChanged = true;
            urgent = true;
        }
        if (announcing.isPresent() && applied.commandId().equals(announcing)) {
            announced(applied);
        }
        urgent |= !applied.events().isEmpty();
    }

    private void restore(RaftEffect.Restore restore) {
        long eventsBefore = known.state.events().last();
        known.state = ClusterState.restore(restore.data());
        appliedMembership = restore.meta().membership();
        snapshotIndex = restore.meta().index();
        submissions.restored();
        store.restored();
        if (known.raft.applied() > replayThrough) {
            tellMissed(eventsBefore);
        }
        tableChanged = true;
        urgent = true;
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
        duties.hurry();
        if (known.isLeader()) {
            known.caughtUp = true;
        }
        urgent = true;
    }

    /** Says who this node is, if the table says something else; only once it is current, so that it knows what the table says. */
    private void announce() {
        if (!known.isSynced()
                || farewell.isActive()
                || announcing.isPresent()
                || nextAnnounceNanos - known.now.nanos() > 0) {
            return;
        }
        Node said = known.setup.self();
        Optional<Node> row = known.state.table().find(said.id());
        boolean same =
                row.filter(r -> r.pinned() ? r.claimed() : r.equals(said)).isPresent();
        if (same) {
            return;
        }
        nextAnnounceNanos = known.now.nanos() + ANNOUNCE_NANOS;
        CommandId id = duties.newCommandId();
        announcing = Optional.of(id);
        submissions.submit(
                new Envelope(
                        id,
                        known.now.wallMillis(),
                        "node:" + said.name(),
                        new Command.Edit(new TableEdit.Announce(said))),
                new Submissions.Asker.Own(),
                EDIT_NANOS);
    }

    private void announced(Applied applied) {
        announcing = Optional.empty();
        Optional<String> refusal = applied.outcome()
                .filter(EditOutcome.Refused.class::isInstance)
                .map(outcome -> ((EditOutcome.Refused) outcome).message());
        problems.announceRefused(refusal);
        refusal.ifPresent(message -> {
            known.emit(new Effect.Note(Severity.CRITICAL, "announcing this node was refused: " + message));
            nextAnnounceNanos = known.now.nanos() + 60 * ANNOUNCE_NANOS;
        });
        urgent = true;
    }

    private void finishRounds() {
        if (announcing.isPresent() && !submissions.isPending(announcing.get())) {
            announcing = Optional.empty();
        }
        List<Long> finished = asking.finished(this::moved);
        if (!finished.isEmpty()) {
            var status = statusBuilder.build();
            finished.forEach(token -> known.emit(new Effect.StatusDone(token, status)));
        }
    }

    private void watchTable() {
        Map<NodeId, Boolean> watched = new HashMap<>();
        List<String> addresses = new ArrayList<>(known.setup.join());
        for (Node node : known.state.table().view().nodes()) {
            if (!node.id().equals(known.self())) {
                watched.put(node.id(), node.lifetime() == Lifetime.PERMANENT);
                addresses.add(node.address());
            }
        }
        known.liveness.watch(watched, known.now);
        known.facts.keySet().retainAll(watched.keySet());
        known.reach.keySet().retainAll(watched.keySet());
        lost.retainAll(watched.keySet());
        known.emit(new Effect.Peers(addresses.stream().distinct().toList()));
    }

    private void beat() {
        if (nextBeatNanos - known.now.nanos() > 0) {
            return;
        }
        nextBeatNanos = known.now.nanos() + known.timing.beat().toNanos();
        if (known.inCluster && !farewell.isActive()) {
            known.emit(new Effect.Broadcast(new Message.Beat(asking.ownFacts())));
        }
    }

    private void snapshot() {
        long applied = known.raft.applied();
        if (snapshotUnderWay || applied - snapshotIndex < known.setup.snapshotEvery()) {
            return;
        }
        raft.snapshotMeta(applied).ifPresent(meta -> {
            snapshotUnderWay = true;
            snapshotIndex = applied;
            known.emit(new Effect.SaveSnapshot(meta, known.state.snapshot()));
        });
    }

    private void snapshotSaved(SnapshotMeta meta) {
        snapshotUnderWay = false;
        problems.snapshotFailed(Optional.empty());
        trimmableIndex = Math.max(trimmableIndex, meta.index());
        known.tellRaft(new RaftInput.SnapshotSaved(meta));
        trim();
    }

    /** The log goes only behind a durable snapshot, and while the database works not before the database has it too. */
    private void trim() {
        boolean databaseHasIt =
                store.durableIndex() >= trimmableIndex || store.trouble().isPresent();
        if (databaseHasIt && trimmableIndex > 0) {
            known.emit(new Effect.TrimLog(trimmableIndex));
        }
    }

    private void publish() {
        boolean due = urgent || (dirty && nextPublishNanos - known.now.nanos() <= 0);
        if (!due) {
            return;
        }
        nextPublishNanos = known.now.nanos() + PUBLISH_NANOS;
        dirty = false;
        urgent = false;
        tableChanged = false;
        boolean joined =
                known.isSynced() && known.state.table().find(known.self()).isPresent();
        known.emitFirst(new Effect.Publish(new Picture(
                statusBuilder.build(),
                known.state.table().view(),
                known.state.settings(),
                joined,
                known.state.events().last(),
                known.local.last())));
    }
}
