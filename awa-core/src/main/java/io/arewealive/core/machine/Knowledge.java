package io.arewealive.core.machine;

import io.arewealive.core.liveness.LivenessMachine;
import io.arewealive.core.raft.Epoch;
import io.arewealive.core.raft.RaftInput;
import io.arewealive.core.raft.RaftRole;
import io.arewealive.core.raft.RaftView;
import io.arewealive.core.step.DiskState;
import io.arewealive.core.step.Effect;
import io.arewealive.core.step.Freshness;
import io.arewealive.core.step.LivenessTiming;
import io.arewealive.core.step.Message;
import io.arewealive.core.step.NodeFacts;
import io.arewealive.core.step.Now;
import io.arewealive.event.EventType;
import io.arewealive.maintenance.MaintenanceWindow;
import io.arewealive.node.Node;
import io.arewealive.node.NodeId;
import io.arewealive.status.Severity;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * What the parts of a node's machine share during a step: what is known, what time it is, and what goes out. It decides nothing.
 */
final class Knowledge {

    private static final long START_NANOS = Duration.ofSeconds(5).toNanos();
    private static final long LONG_AGO_NANOS = Duration.ofHours(1).toNanos();
    private static final long SHOWN_NANOS = Duration.ofMinutes(1).toNanos();

    NodeSetup setup;
    final LivenessMachine liveness;
    final Map<NodeId, NodeFacts> facts = new TreeMap<>();
    final Map<NodeId, Reach> reach = new TreeMap<>();
    final LocalEvents local;
    final KeysEnd keysEnd = new KeysEnd();
    final Freshness freshness = new Freshness();
    LivenessTiming timing;
    int votersMax;
    Epoch epoch = Epoch.FIRST;
    /** Where others were before this node began again. */
    List<String> formerAddresses = List.of();

    Now now;
    ClusterState state;
    RaftView raft;
    Set<NodeId> view = Set.of();
    boolean inCluster;
    boolean caughtUp;
    boolean leaving;
    DiskState disk = DiskState.WORKS;
    boolean outcast;
    Optional<String> refusal = Optional.empty();
    long startedNanos;
    private boolean changed = true;
    private boolean changedNow = true;
    private boolean tableChanged;
    private long lateSoFarNanos;
    private long worstPauseNanos;
    private long worstPauseAtNanos;
    private final Map<NodeId, Long> spoken = new HashMap<>();
    private List<Effect> effects = new ArrayList<>();
    private List<RaftInput> raftInputs = new ArrayList<>();

    /** How far away a node is, and how its clock stands: milliseconds. */
    record Reach(double latencyMillis, double clockOffsetMillis) {}

    Knowledge(NodeSetup setup, ClusterState state, RaftView raft, LivenessMachine liveness, Now now) {
        this.setup = setup;
        this.state = state;
        this.raft = raft;
        this.liveness = liveness;
        this.timing = setup.liveness();
        this.votersMax = setup.votersMax();
        this.now = now;
        this.startedNanos = now.nanos();
        this.local = new LocalEvents(this, setup.incarnation());
    }

    /** Another epoch: nothing of what the cluster agreed on in the former one is known any more. */
    void beginEpoch(Epoch next) {
        formerAddresses =
                state.table().view().nodes().stream().map(Node::address).toList();
        epoch = next;
        state = new ClusterState(state.clusterId());
        caughtUp = false;
        tableChanged();
    }

    /** There is something new to show, at leisure. */
    void changed() {
        changed = true;
    }

    /** There is something new to show, at once. */
    void changedNow() {
        changed = true;
        changedNow = true;
    }

    /** The node table changed: show it at once, and watch and look for others. */
    void tableChanged() {
        changedNow();
        tableChanged = true;
    }

    boolean isChanged() {
        return changed;
    }

    boolean isChangedNow() {
        return changedNow;
    }

    boolean takeTableChanged() {
        boolean taken = tableChanged;
        tableChanged = false;
        return taken;
    }

    void published() {
        changed = false;
        changedNow = false;
    }

    /** This step came so much too late. While the process starts that says nothing. */
    void late(long lateNanos) {
        lateSoFarNanos += lateNanos;
        boolean starting = now.nanos() - startedNanos < START_NANOS;
        if (!starting && (lateNanos > worstPauseNanos || now.nanos() - worstPauseAtNanos > SHOWN_NANOS)) {
            worstPauseNanos = lateNanos;
            worstPauseAtNanos = now.nanos();
        }
    }

    /** By how much all steps together came too late. */
    long lateSoFarNanos() {
        return lateSoFarNanos;
    }

    /** The longest time that this node was late within the last minute. */
    long pauseNanos() {
        return now.nanos() - worstPauseAtNanos > SHOWN_NANOS ? 0 : worstPauseNanos;
    }

    /** The cluster does not let this node in; it may ask again. */
    void refused(String why) {
        if (!refusal.equals(Optional.of(why))) {
            refusal = Optional.of(why);
            local.happened(
                    EventType.DEGRADED,
                    Severity.CRITICAL,
                    setup.self().name(),
                    "this node has no place in the cluster: " + why,
                    Map.of("problem", why));
            changedNow();
        }
    }

    /** This node may take part no more: until it is started again it says nothing. */
    void expelled(String why) {
        outcast = true;
        leaving = true;
        refused(why);
    }

    NodeId self() {
        return setup.self().id();
    }

    boolean isLeader() {
        return raft.leader().filter(self()::equals).isPresent() && raft.role() == RaftRole.LEADER;
    }

    /** The leader, if it is known and not known to be lost. */
    Optional<NodeId> leader() {
        return raft.leader();
    }

    boolean isSynced() {
        return caughtUp && raft.quorum() && disk == DiskState.WORKS;
    }

    /** In which maintenance a node is. */
    Optional<MaintenanceWindow> maintenance(NodeId id) {
        return state.judging().maintenances().of(id, now.wallMillis());
    }

    String nameOf(NodeId id) {
        boolean isNewHere = id.equals(self()) && state.table().find(id).isEmpty();
        return isNewHere ? setup.self().name() : state.nameOf(id);
    }

    void emit(Effect effect) {
        effects.add(effect);
    }

    /** Before everything else of this step: whoever hears of something must be able to see it. */
    void emitFirst(Effect effect) {
        effects.add(0, effect);
    }

    void send(NodeId to, Message message) {
        if (!outcast) {
            spoken.put(to, now.nanos());
            effects.add(new Effect.Send(to, message));
        }
    }

    /** When this node last sent something to another; long ago if it never did. */
    long spokenNanos(NodeId node) {
        return spoken.getOrDefault(node, startedNanos - LONG_AGO_NANOS);
    }

    /** These are there now; what was said to others does not matter any more. */
    void view(Set<NodeId> members) {
        view = members;
        spoken.keySet().retainAll(members);
    }

    void tellRaft(RaftInput input) {
        raftInputs.add(input);
    }

    List<RaftInput> takeRaftInputs() {
        List<RaftInput> taken = raftInputs;
        raftInputs = new ArrayList<>();
        return taken;
    }

    List<Effect> takeEffects() {
        List<Effect> taken = effects;
        effects = new ArrayList<>();
        taken.replaceAll(this::inEpoch);
        return taken;
    }

    private Effect inEpoch(Effect effect) {
        if (effect instanceof Effect.Send send) {
            return new Effect.Send(send.to(), send.message().in(epoch));
        }
        return effect instanceof Effect.Broadcast all
                ? new Effect.Broadcast(all.message().in(epoch))
                : effect;
    }
}
