package io.arewealive.core.raft;

import io.arewealive.core.wire.Bytes;
import io.arewealive.core.wire.WireReader;
import io.arewealive.core.wire.WireWriter;
import io.arewealive.node.NodeId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** One node of a simulated cluster: what the real shell does around the machine, on virtual threads of time. */
final class SimNode {

    /** The toy state machine's state. */
    record State(long index, long chain) {
        Bytes toBytes(int padding) {
            return new WireWriter().i64(index).i64(chain).raw(new byte[padding]).toBytes();
        }

        static State of(Bytes bytes) {
            var in = new WireReader(bytes);
            return new State(in.i64(), in.i64());
        }
    }

    private record Promise(long command, long token, long term) {}

    private record Asked(long token, long floor) {}

    private static final int MOST_STEPS_AT_ONE_TIME = 2_000;

    final int number;
    final SimStore store;
    private final SimCluster cluster;
    private final SimMirror mirror = new SimMirror();
    private final List<RaftInput> inbox = new ArrayList<>();
    private final ArrayDeque<Runnable> writing = new ArrayDeque<>();
    private final Map<Long, Promise> promised = new HashMap<>();
    private final Map<Long, Long> proposed = new HashMap<>();
    private final Set<Long> accepted = new HashSet<>();
    private final Map<Long, Asked> reading = new HashMap<>();
    private final List<Asked> ready = new ArrayList<>();
    private final long clockOffset;
    private final double clockRate;
    private Optional<RaftMachine> machine = Optional.empty();
    private Set<Integer> lost = new HashSet<>();
    private List<NodeId> reachable = List.of();
    private RaftRole role = RaftRole.OBSERVER;
    private State state = new State(0, 0);
    private int incarnation;
    private boolean draining;
    private boolean diskFails;
    private boolean saving;
    private long pausedUntil;
    private long tickAt;
    private long snapshotIndex;
    private long shown;
    private long steps;
    private long stepTime;
    private int stepsAtThatTime;

    SimNode(SimCluster cluster, int number, SimStore store) {
        this.cluster = cluster;
        this.number = number;
        this.store = store;
        clockOffset = cluster.random.nextLong(1L << 40);
        clockRate = 0.99 + 0.02 * cluster.random.nextDouble();
    }

    static long commandOf(Entry entry) {
        return new WireReader(entry.payload()).i64();
    }

    boolean isUp() {
        return machine.isPresent();
    }

    RaftRole role() {
        return isUp() ? role : RaftRole.HALTED;
    }

    RaftView view() {
        return machine.orElseThrow().view();
    }

    /** How often its machine was stepped so far. */
    long steps() {
        return steps;
    }

    long applied() {
        return state.index();
    }

    void start() {
        incarnation++;
        Recovered found = forgetful(store.recover());
        long end = found.entries().isEmpty()
                ? found.snapshot().index()
                : found.entries().get(found.entries().size() - 1).index();
        cluster.trace(number, "starts with " + found.hardState() + " and a log up to " + end);
        if (end < shown) {
            throw new Violation("node " + number + " showed index " + shown + " but its log ends at " + end + " now");
        }
        State begin = found.snapshot().index() == 0 ? new State(0, 0) : State.of(found.snapshotData());
        mirror.reset(found.snapshot().index(), begin.chain(), found.entries(), cluster.oracle, number);
        state = new State(0, 0);
        role = RaftRole.OBSERVER;
        snapshotIndex = found.snapshot().index();
        tickAt = Long.MAX_VALUE;
        pausedUntil = 0;
        diskFails = false;
        machine = Optional.of(new RaftMachine(
                SimCluster.idOf(number), cluster.habits.timing(), found, cluster.random.split(), clock()));
        lost = new HashSet<>();
        reachable = List.of();
        give(new RaftInput.Tick());
    }

    void crash() {
        if (isUp()) {
            cluster.trace(number, "crashes");
            store.crash();
            stop();
        }
    }

    void pause(long nanos) {
        pausedUntil = Math.max(pausedUntil, cluster.now() + nanos);
    }

    /** The write under way fails, or the next one. */
    void failDisk() {
        diskFails = true;
    }

    boolean hasBadDisk() {
        return diskFails;
    }

    void give(RaftInput input) {
        if (isUp()) {
            inbox.add(input);
            wake(cluster.random.nextLong(cluster.habits.delayNanos() / 4 + 1));
        }
    }

    void propose(long token, long command, int size) {
        if (isUp()) {
            proposed.put(token, command);
            byte[] payload = new WireWriter().i64(command).toBytes().array();
            give(new RaftInput.Propose(token, Bytes.owning(Arrays.copyOf(payload, 8 + size))));
        }
    }

    void read(long token) {
        if (isUp()) {
            reading.put(token, new Asked(token, cluster.oracle.committed()));
            give(new RaftInput.Read(token));
        }
    }

    /** What this node's failure detector sees now. */
    void look() {
        if (!isUp()) {
            return;
        }
        var lostNow = new HashSet<Integer>();
        var reachableNow = new ArrayList<NodeId>();
        for (SimNode other : cluster.nodes) {
            if (other != this) {
                boolean gone = !other.isUp()
                        || cluster.network.isCut(number, other.number)
                        || cluster.network.isCut(other.number, number);
                if (gone) {
                    lostNow.add(other.number);
                } else {
                    reachableNow.add(SimCluster.idOf(other.number));
                }
                if (gone != lost.contains(other.number)) {
                    give(new RaftInput.Suspect(SimCluster.idOf(other.number), gone));
                }
            }
        }
        if (!reachableNow.equals(reachable)) {
            reachable = reachableNow;
            give(new RaftInput.Reachable(reachableNow));
        }
        lost = lostNow;
    }

    String describe() {
        return number + (isUp() ? " applied " + state.index() + " " + view() : " is down");
    }

    /** The commit index on a disk is a hint and may be any older one. */
    private Recovered forgetful(Recovered found) {
        long least = found.snapshot().index();
        long hint = cluster.random.nextLong(least, Math.max(least, found.commit()) + 1);
        return new Recovered(found.hardState(), hint, found.snapshot(), found.snapshotData(), found.entries());
    }

    private long clock() {
        return clockOffset + (long) (cluster.now() * clockRate);
    }

    private void stop() {
        machine = Optional.empty();
        incarnation++;
        inbox.clear();
        writing.clear();
        promised.clear();
        proposed.clear();
        accepted.clear();
        reading.clear();
        ready.clear();
        draining = false;
        saving = false;
    }

    private void wake(long delay) {
        if (!draining) {
            draining = true;
            int life = incarnation;
            cluster.after(Math.max(delay, pausedUntil - cluster.now()), () -> {
                if (life == incarnation) {
                    drain();
                }
            });
        }
    }

    private void drain() {
        draining = false;
        if (cluster.now() < pausedUntil) {
            wake(0);
            return;
        }
        countSteps();
        List<RaftInput> inputs = List.copyOf(inbox);
        inbox.clear();
        inputs.forEach(input -> cluster.trace(number, input));
        List<RaftEffect> effects = machine.orElseThrow().step(inputs, clock());
        effects.forEach(this::carryOut);
        answerReads();
        takeSnapshot();
        scheduleTick();
    }

    private void countSteps() {
        steps++;
        stepsAtThatTime = stepTime == cluster.now() ? stepsAtThatTime + 1 : 0;
        stepTime = cluster.now();
        if (stepsAtThatTime > MOST_STEPS_AT_ONE_TIME) {
            throw new Violation("node " + number + " spins: " + describe());
        }
    }

    private void carryOut(RaftEffect effect) {
        cluster.trace(number, effect);
        if (effect instanceof RaftEffect.Send send) {
            cluster.network.send(number, SimCluster.numberOf(send.to()), send.message());
            if (send.message() instanceof RaftMessage.VoteReply reply && reply.granted()) {
                cluster.nemesis.votes(this);
            }
        } else if (effect instanceof RaftEffect.Persist persist) {
            persist.truncateAfter().ifPresent(mirror::truncateAfter);
            persist.entries().forEach(entry -> mirror.append(entry, cluster.oracle, number));
            store.write(persist);
            write(() -> give(new RaftInput.Persisted(persist.sequence())));
        } else if (effect instanceof RaftEffect.PersistSnapshot received) {
            if (received.dropWholeLog()) {
                mirror.reset(
                        received.meta().index(), State.of(received.data()).chain(), List.of(), cluster.oracle, number);
            }
            store.write(received);
            write(() -> give(new RaftInput.Persisted(received.sequence())));
        } else if (effect instanceof RaftEffect.Apply apply) {
            long term = view().term();
            apply.entries().forEach(entry -> apply(entry, term));
        } else if (effect instanceof RaftEffect.Restore restore) {
            restore(restore);
        } else if (effect instanceof RaftEffect.SendSnapshotChunk chunk) {
            sendChunk(chunk);
        } else if (effect instanceof RaftEffect.Accepted taken) {
            accepted.add(taken.token());
            Long command = proposed.remove(taken.token());
            if (command != null) {
                promised.put(taken.index(), new Promise(command, taken.token(), taken.term()));
            }
        } else if (effect instanceof RaftEffect.Dropped dropped) {
            proposed.remove(dropped.token());
            reading.remove(dropped.token());
            if (accepted.contains(dropped.token())) {
                throw new Violation("node " + number + " took a command and then said it did not");
            }
        } else if (effect instanceof RaftEffect.ReadReady read) {
            Asked asked = reading.remove(read.token());
            if (asked != null) {
                if (read.index() < asked.floor()) {
                    throw new Violation("node " + number + " lets a read see index " + read.index() + " but "
                            + asked.floor() + " was applied somewhere before it began");
                }
                ready.add(new Asked(read.token(), read.index()));
            }
        } else if (effect instanceof RaftEffect.RoleChanged changed) {
            role = changed.role();
            if (role == RaftRole.LEADER) {
                cluster.oracle.leads(number, changed.term(), mirror);
                cluster.nemesis.leads(this);
            }
        } else if (effect instanceof RaftEffect.Halted halted) {
            if (!diskFails) {
                throw new Violation("node " + number + " halted by itself: " + halted.reason());
            }
        } else if (!(effect instanceof RaftEffect.MembershipChanged)) {
            throw new AssertionError("unhandled " + effect);
        }
    }

    private void write(Runnable done) {
        writing.add(done);
        if (writing.size() == 1) {
            syncLater();
        }
    }

    private void syncLater() {
        int life = incarnation;
        int count = writing.size();
        cluster.after(Math.max(cluster.about(cluster.habits.syncNanos()), pausedUntil - cluster.now()), () -> {
            if (life == incarnation) {
                synced(count);
            }
        });
    }

    private void synced(int count) {
        if (diskFails) {
            writing.clear();
            store.fail();
            give(new RaftInput.PersistFailed("a simulated disk error"));
            return;
        }
        store.sync(count);
        for (int i = 0; i < count; i++) {
            writing.removeFirst().run();
        }
        if (!writing.isEmpty()) {
            syncLater();
        }
    }

    private void apply(Entry entry, long term) {
        if (entry.index() != state.index() + 1) {
            throw new Violation("node " + number + " applies " + entry.index() + " on top of " + state.index());
        }
        state = new State(entry.index(), Oracle.chain(state.chain(), entry));
        shown = Math.max(shown, state.index());
        cluster.oracle.applied(number, entry, state.chain(), term);
        Promise promise = promised.remove(entry.index());
        if (promise != null && promise.term() == entry.term()) {
            cluster.oracle.acknowledged(number, promise.command(), entry.index());
        }
    }

    private void restore(RaftEffect.Restore restore) {
        State restored = State.of(restore.data());
        if (restored.index() != restore.meta().index() || restored.index() < state.index()) {
            throw new Violation(
                    "node " + number + " goes from " + state + " to " + restored + " for " + restore.meta());
        }
        state = restored;
        shown = Math.max(shown, state.index());
        snapshotIndex = restored.index();
        cluster.oracle.restored(number, state.index(), state.chain());
    }

    private void sendChunk(RaftEffect.SendSnapshotChunk wanted) {
        store.read(wanted.meta(), wanted.offset(), wanted.maxBytes())
                .ifPresent(part -> cluster.network.send(
                        number,
                        SimCluster.numberOf(wanted.to()),
                        new RaftMessage.SnapshotChunk(
                                wanted.term(), wanted.meta(), wanted.offset(), part.total(), part.data())));
    }

    private void answerReads() {
        ready.removeIf(read -> state.index() >= read.floor());
    }

    private void takeSnapshot() {
        int every = cluster.habits.snapshotEvery();
        if (every > 0 && !saving && !diskFails && state.index() >= snapshotIndex + every) {
            machine.orElseThrow().snapshotMeta(state.index()).ifPresent(this::takeSnapshot);
        }
    }

    private void takeSnapshot(SnapshotMeta meta) {
        saving = true;
        store.save(meta, state.toBytes(cluster.habits.padding()));
        write(() -> {
            saving = false;
            snapshotIndex = meta.index();
            give(new RaftInput.SnapshotSaved(meta));
        });
    }

    private void scheduleTick() {
        long deadline = machine.orElseThrow().deadlineNanos();
        if (deadline == Long.MAX_VALUE) {
            return;
        }
        long at = Math.max(cluster.now() + 1, (long) Math.ceil((deadline - clockOffset) / clockRate));
        if (at < tickAt) {
            tickAt = at;
            int life = incarnation;
            cluster.after(at - cluster.now(), () -> {
                if (life == incarnation && tickAt == at) {
                    tickAt = Long.MAX_VALUE;
                    if (clock() >= machine.orElseThrow().deadlineNanos()) {
                        give(new RaftInput.Tick());
                    } else {
                        scheduleTick();
                    }
                }
            });
        }
    }
}
