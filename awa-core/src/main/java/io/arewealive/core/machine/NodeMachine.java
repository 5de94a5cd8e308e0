package io.arewealive.core.machine;

import io.arewealive.core.liveness.LivenessMachine;
import io.arewealive.core.machine.Command.Envelope;
import io.arewealive.core.raft.Epoch;
import io.arewealive.core.raft.RaftInput;
import io.arewealive.core.raft.RaftMachine;
import io.arewealive.core.raft.RaftTiming;
import io.arewealive.core.raft.Recovered;
import io.arewealive.core.step.Effect;
import io.arewealive.core.step.Input;
import io.arewealive.core.step.Message;
import io.arewealive.core.step.Now;
import io.arewealive.core.step.Picture;
import io.arewealive.core.wire.Bytes;
import io.arewealive.node.CommandId;
import io.arewealive.node.Fate;
import io.arewealive.node.NodeId;
import io.arewealive.status.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/**
 * A node as one steppable machine: inputs and the time go in, effects come out, nothing else happens. It knows the engine, the
 * failure detector and the replicated state, and translates between them. Called from the loop only.
 */
public final class NodeMachine {

    private static final UUID NO_CLUSTER = new UUID(0, 0);
    /** How far apart pictures are that differ in nothing but what changes all the time. */
    private static final long PUBLISH_NANOS = Duration.ofMillis(500).toNanos();
    /** How old a picture may become where nothing changes: whoever reads it is to see that this node goes on. */
    private static final long OLDEST_NANOS = Duration.ofSeconds(1).toNanos();

    private final Knowledge known;
    private final RandomGenerator random;
    private RaftMachine raft;
    private RaftTiming raftTiming;
    private final Submissions submissions;
    private final Asking asking;
    private final Joining joining;
    private final Waiting waiting;
    private final Optional<Founding> founding;
    private final Admission admission;
    private final OldCopies copies;
    private final Duties duties;
    private final Farewell farewell;
    private final StoreFeed store;
    private final Problems problems;
    private final StatusBuilder statusBuilder;
    private final LogView logView;
    private final Presence presence;
    private final Ringing ringing;
    private final Announcing announcing;
    private final Replication replication;
    private final LinearReads reads;
    private final LeaseWatch leases;
    private final Herald herald;
    private final Epochs epochs;
    private long publishedNanos;

    /**
     * A node that starts with what it found on its disk.
     *
     * @param clusterId the cluster it belongs to, if it does already
     */
    public NodeMachine(
            NodeSetup setup, Optional<UUID> clusterId, Recovered recovered, RandomGenerator random, Now now) {
        this.random = random;
        this.raftTiming = setup.raft();
        this.raft = new RaftMachine(setup.self().id(), setup.raft(), recovered, random, now.nanos());
        var state = new ClusterState(clusterId.orElse(NO_CLUSTER));
        this.known = new Knowledge(setup, state, raft.view(), new LivenessMachine(setup.liveness()), now);
        known.inCluster = clusterId.isPresent();
        var quorum = new Quorum(known);
        this.submissions = new Submissions(known, quorum);
        this.asking = new Asking(known);
        this.joining = new Joining(known, random);
        this.founding = setup.arrival()
                .founders()
                .filter(founders -> clusterId.isEmpty())
                .map(founders -> new Founding(known.self(), founders, random, now.nanos()));
        this.copies = new OldCopies(known, asking);
        this.duties = new Duties(known, submissions, copies, random);
        this.admission = new Admission(known, submissions, duties);
        this.farewell = new Farewell(known, duties, quorum);
        this.store = new StoreFeed(known);
        this.epochs = new Epochs(known);
        var refusals = new RefusedPeers();
        this.waiting = new Waiting(known, joining, founding, refusals);
        this.problems = new Problems(known, quorum, waiting, refusals, store, epochs);
        this.statusBuilder = new StatusBuilder(known, quorum, problems);
        this.logView = new LogView(known);
        this.presence = new Presence(known, asking, duties);
        this.ringing = new Ringing(known, submissions, duties, presence);
        this.announcing = new Announcing(known, submissions, duties, problems);
        this.reads = new LinearReads(known, quorum);
        this.leases = new LeaseWatch(known, submissions, duties);
        this.replication = new Replication(
                known,
                raft,
                recovered,
                new Replication.Parts(submissions, reads, leases, duties, announcing, problems, store));
        this.herald = new Herald(known, quorum);
        this.publishedNanos = now.nanos() - OLDEST_NANOS;
        known.tableChanged();
    }

    /** The epoch that its log belongs to; before the first step. */
    public NodeMachine inEpoch(Epoch epoch) {
        known.epoch = epoch;
        return this;
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
        known.liveness.tick(now, lateNanos).forEach(presence::moved);
        known.tellRaft(new RaftInput.Tick());
        turnEngine();
        duties.tick();
        ringing.tick();
        form(f -> f.tick(known.now.nanos(), known.view));
        joining.tick();
        waiting.tick();
        admission.tick();
        announcing.tick();
        farewell.tick();
        leases.tick();
        submissions.tick();
        reads.tick();
        asking.tick();
        turnEngine();
        presence.watchCaughtUp();
        reads.finish();
        noteCurrent();
        finishRounds();
        if (known.takeTableChanged()) {
            presence.watchTable();
        }
        presence.beat();
        replication.snapshot();
        store.tick();
        publish();
        return known.takeEffects();
    }

    private void noteCurrent() {
        if (known.isSynced()) {
            known.freshness.current(known.now.nanos());
        }
    }

    private void turnEngine() {
        replication.turn();
        herald.watchQuorum();
        herald.watchLeader();
    }

    /**
     * When the next step is due at the latest. What need not be punctual waits a little for something else to wake the loop: most
     * of the cost of a node at rest is to be woken.
     */
    public long deadlineNanos() {
        long deadline = Math.min(raft.deadlineNanos(), known.liveness.deadlineNanos(known.now.nanos()));
        deadline = Math.min(deadline, Math.min(submissions.deadlineNanos(), asking.deadlineNanos()));
        deadline = Math.min(deadline, Math.min(joining.deadlineNanos(), farewell.deadlineNanos()));
        deadline = Math.min(deadline, Math.min(reads.deadlineNanos(), leases.deadlineNanos()));
        deadline = Math.min(deadline, Math.min(presence.deadlineNanos(), store.deadlineNanos()));
        deadline = Math.min(deadline, leisurelyNanos() + known.timing.beat().toNanos() / 4);
        return known.inCluster
                ? deadline
                : Math.min(deadline, founding.map(Founding::deadlineNanos).orElse(Long.MAX_VALUE));
    }

    private long leisurelyNanos() {
        long deadline = Math.min(duties.deadlineNanos(), Math.min(ringing.deadlineNanos(), asking.nextProbeNanos()));
        return Math.min(deadline, publishedNanos + (known.isChanged() ? PUBLISH_NANOS : OLDEST_NANOS));
    }

    /** As long as this node is in no cluster, it may form one with others. */
    private void form(Function<Founding, List<Effect>> part) {
        if (!known.inCluster) {
            founding.ifPresent(f -> part.apply(f).forEach(known::emit));
        }
    }

    private void take(Input input) {
        if (input instanceof Input.Received received) {
            received(received);
        } else if (input instanceof Input.Refused refused) {
            refused(refused);
        } else if (input instanceof Input.ViewChanged view) {
            viewChanged(view.members());
        } else if (input instanceof Input.ConnectionClosed closed) {
            presence.connectionClosed(closed.node());
        } else if (input instanceof Input.DialRefused dialled) {
            known.liveness.ended(dialled.node(), known.now).ifPresent(presence::moved);
        } else if (input instanceof Input.Persisted persisted) {
            known.tellRaft(new RaftInput.Persisted(persisted.sequence()));
        } else if (input instanceof Input.EpochBegun begun) {
            epochBegun(begun.epoch());
        } else if (input instanceof Input.PersistFailed failed) {
            replication.logFailed(failed.reason());
        } else if (input instanceof Input.PersistStalled stalled) {
            replication.logStalled(stalled.reason());
        } else if (input instanceof Input.PersistResumed) {
            replication.logResumed();
        } else if (input instanceof Input.SnapshotSaved saved) {
            replication.snapshotSaved(saved.meta());
        } else if (input instanceof Input.SnapshotFailed failed) {
            replication.snapshotFailed(failed.reason());
        } else if (input instanceof Input.StoreOpened opened) {
            store.opened(opened);
        } else if (input instanceof Input.StoreWritten written) {
            store.written(written);
            replication.trim();
        } else if (input instanceof Input.StoreFailed failed) {
            store.failed(failed.reason(), failed.rebuild());
        } else {
            arrived(input);
        }
    }

    private void arrived(Input input) {
        if (input instanceof Input.Here here) {
            founding.ifPresent(f -> f.here(here.addresses()));
        } else if (input instanceof Input.NamesUnknown names) {
            waiting.namesUnknown(names.addresses());
        } else if (input instanceof Input.VowKept kept) {
            form(f -> f.kept(kept.number()));
        } else if (input instanceof Input.Founded founded) {
            founded(founded);
        } else if (input instanceof Input.Renamed renamed) {
            renamed(renamed.id());
        } else if (input instanceof Input.Twin twin) {
            known.expelled(twin.message());
        } else {
            asked(input);
        }
    }

    private void asked(Input input) {
        if (input instanceof Input.Edit edit) {
            submit(edit.token(), edit.commandId(), edit.author(), new Command.Edit(edit.edit()), edit.timeoutNanos());
        } else if (input instanceof Input.Assign a) {
            submit(a.token(), a.commandId(), a.author(), new Command.Assign(a.key(), a.value()), a.timeoutNanos());
        } else if (input instanceof Input.Maintain m) {
            submit(m.token(), m.commandId(), m.author(), maintenance(m), m.timeoutNanos());
        } else if (input instanceof Input.Write write) {
            submit(
                    write.token(),
                    write.commandId(),
                    write.author(),
                    new Command.Write(write.write()),
                    write.timeoutNanos());
        } else if (input instanceof Input.ReadKey read) {
            reads.read(read.token(), read, read.timeoutNanos());
        } else if (input instanceof Input.ReadDirectory read) {
            reads.read(read.token(), read, read.timeoutNanos());
        } else if (input instanceof Input.Noop noop) {
            submit(noop.token(), noop.commandId(), noop.author(), new Command.Noop(), noop.timeoutNanos());
        } else if (input instanceof Input.Capture wanted) {
            reads.read(wanted.token(), wanted, wanted.timeoutNanos());
        } else if (input instanceof Input.TakeSnapshot wanted) {
            replication.takeSnapshot(wanted.token());
        } else if (input instanceof Input.AskFate ask) {
            known.emit(new Effect.FateDone(ask.token(), fateOf(ask.commandId())));
        } else if (input instanceof Input.AskStatus ask) {
            asking.askAll(ask.token(), ask.timeoutNanos());
        } else if (input instanceof Input.Retime retime) {
            retime(retime);
        } else if (input instanceof Input.KeysValidUntil until) {
            known.keysEnd.at(Instant.ofEpochMilli(until.wallMillis()));
            known.changed();
        } else if (input instanceof Input.Leave leave) {
            farewell.begin(leave.token(), leave.timeoutNanos());
        } else {
            throw new AssertionError("unhandled " + input);
        }
    }

    private static Command maintenance(Input.Maintain wanted) {
        return wanted.forMillis() > 0
                ? new Command.Maintain(wanted.node(), wanted.forMillis(), wanted.reason())
                : new Command.MaintainNoMore(wanted.node());
    }

    private void submit(long token, CommandId id, String author, Command command, long timeoutNanos) {
        submissions.submit(
                new Envelope(id, known.now.wallMillis(), author, command), new Asker.Local(token), timeoutNanos);
    }

    private void retime(Input.Retime retime) {
        known.liveness.retime(retime.liveness());
        known.timing = retime.liveness();
        known.votersMax = retime.votersMax();
        raftTiming = retime.raft();
        raft.retime(raftTiming);
    }

    private Fate fateOf(CommandId id) {
        return known.state
                .remembered(id)
                .map(Remembered::result)
                .map(r -> r.isDone() ? new Fate.Applied(r.number()) : (Fate) new Fate.Refused(r.message()))
                .orElseGet(() -> new Fate.NotKnown(
                        known.isSynced()
                                ? "not applied here; unless it is still on its way it never will be"
                                : "not applied here, but this node is not synced; ask again when it is"));
    }

    private void received(Input.Received in) {
        Message message = in.message().plain();
        boolean hasCluster = !in.clusterId().equals(NO_CLUSTER);
        boolean sameCluster = known.inCluster && in.clusterId().equals(known.state.clusterId());
        if (known.outcast || (known.inCluster && admission.turnsAway(in.from()))) {
            return;
        }
        if (sameCluster) {
            presence.heard(in.plain());
            boolean present = epochs.isPresent(in);
            boolean overtaken = epochs.isOvertaken(in);
            if (present && isOld(message)) {
                known.emit(new Effect.Outdated(((Message.Joined) message).message()));
                known.expelled(((Message.Joined) message).message());
            } else if ((present || overtaken) && isOut(message)) {
                known.expelled(((Message.Joined) message).message());
            } else if (present) {
                talk(in.from(), in.incarnation(), message);
            } else if (overtaken) {
                begin(in.message().epoch());
            }
        } else if (message instanceof Message.Join join && known.inCluster) {
            admission.asked(in.from(), join);
        } else if (!known.inCluster && hasCluster) {
            welcomed(in, message);
        } else if (message instanceof Message.Founding talk) {
            form(f -> f.received(in.from(), talk.talk(), known.now.nanos()));
        }
    }

    /** A node of a cluster spoke to this one, which has none yet. */
    private void welcomed(Input.Received in, Message message) {
        founding.ifPresent(Founding::clusterSeen);
        joining.memberHeard(in.from());
        if (message instanceof Message.Joined joined
                && founding.filter(Founding::isFounder).isEmpty()) {
            joining.answered(joined).ifPresent(this::joined);
        }
        if (known.inCluster && epochs.isOvertaken(in)) {
            begin(in.message().epoch());
        }
    }

    private void begin(Epoch epoch) {
        epochs.begin(epoch);
        raft = new RaftMachine(known.self(), raftTiming, Recovered.nothing(), random, known.now.nanos());
        replication.startOver(raft);
        submissions.startOver();
        reads.startOver();
        duties.startOver();
        copies.startOver();
        presence.startOver();
        store.startOver();
    }

    private void epochBegun(Epoch epoch) {
        if (epoch.equals(known.epoch)) {
            replication.logOpened();
            presence.tellReachable();
        }
    }

    private void talk(NodeId from, long incarnation, Message message) {
        if (message instanceof Message.Raft engine) {
            if (copies.mayVote(from, incarnation)) {
                known.tellRaft(new RaftInput.Received(from, engine.message()));
            }
        } else if (message instanceof Message.Beat beat) {
            if (copies.heard(from, incarnation, beat.facts())) {
                presence.factsFrom(from, beat.facts());
            }
        } else if (message instanceof Message.Ask ask) {
            known.send(from, new Message.Answer(ask.question(), asking.ownFacts()));
        } else if (message instanceof Message.Answer answer) {
            if (copies.heard(from, incarnation, answer.facts())) {
                presence.factsFrom(from, answer.facts());
            }
            asking.answered(from, answer);
        } else if (message instanceof Message.Submit submit) {
            submissions.received(from, submit.command());
        } else if (message instanceof Message.Submitted submitted) {
            submissions.answered(from, submitted);
        } else if (message instanceof Message.AskRead read) {
            reads.asked(from, read.question());
        } else if (message instanceof Message.ReadAt at) {
            reads.answered(at);
        } else if (message instanceof Message.Leaving) {
            duties.leaving(from);
        } else if (message instanceof Message.Join join) {
            admission.asked(from, join);
        }
    }

    private static boolean isOld(Message message) {
        return message instanceof Message.Joined joined && joined.welcome() == Message.Welcome.OLD;
    }

    private static boolean isOut(Message message) {
        return message instanceof Message.Joined joined && joined.welcome() == Message.Welcome.OUT;
    }

    private void founded(Input.Founded founded) {
        restart(founded.recovered());
        known.emit(new Effect.Note(
                Severity.INFO, "founded cluster=" + known.setup.cluster() + " id=" + founded.clusterId()));
        belongTo(founded.clusterId());
    }

    /** The row that waited for this node becomes its own. */
    private void renamed(NodeId id) {
        known.emit(new Effect.Note(
                Severity.INFO,
                "goes by id=" + id + ", which was reserved for its name, instead of id=" + known.self()));
        known.setup = known.setup.renamed(id);
        restart(Recovered.nothing());
        joining.renamed();
        known.changedNow();
    }

    private void restart(Recovered recovered) {
        raft = new RaftMachine(known.self(), raftTiming, recovered, random, known.now.nanos());
        known.raft = raft.view();
        replication.begin(raft, recovered);
    }

    private void joined(UUID clusterId) {
        known.emit(new Effect.Note(Severity.INFO, "joined cluster=" + known.setup.cluster() + " id=" + clusterId));
        belongTo(clusterId);
    }

    private void belongTo(UUID clusterId) {
        known.inCluster = true;
        known.state = new ClusterState(clusterId);
        known.emit(new Effect.JoinedCluster(clusterId));
        presence.tellReachable();
        known.changedNow();
    }

    private void refused(Input.Refused refused) {
        if (problems.refused(refused.from(), refused.why())) {
            known.emit(new Effect.Note(
                    Severity.WARNING, "refused a message from " + refused.from() + ": " + refused.why()));
        }
        known.changed();
    }

    private void viewChanged(Set<NodeId> members) {
        known.view(members);
        joining.viewChanged();
        presence.tellReachable();
        presence.hurry();
        known.changedNow();
    }

    private void finishRounds() {
        List<Long> finished = asking.finished(presence::moved);
        if (!finished.isEmpty()) {
            var status = statusBuilder.build();
            finished.forEach(token -> known.emit(new Effect.StatusDone(token, status)));
        }
    }

    private void publish() {
        long age = known.now.nanos() - publishedNanos;
        boolean due = known.isChangedNow() || age >= (known.isChanged() ? PUBLISH_NANOS : OLDEST_NANOS);
        if (!due) {
            return;
        }
        publishedNanos = known.now.nanos();
        known.published();
        boolean joined =
                known.isSynced() && known.state.table().find(known.self()).isPresent();
        known.emitFirst(new Effect.Publish(new Picture(
                statusBuilder.build(),
                known.state.table().view(),
                known.state.settings(),
                joined,
                known.refusal,
                known.state.events().last(),
                known.local.last(),
                new Picture.Keys(known.state.kv(), known.state.kvMaxBytes(), known.freshness),
                logView.show())));
    }
}
