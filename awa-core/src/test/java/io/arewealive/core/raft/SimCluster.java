package io.arewealive.core.raft;

import io.arewealive.node.NodeId;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.BooleanSupplier;

/** A cluster of machines in one thread: virtual time, one source of chance, a network and disks that fail as told. */
final class SimCluster {

    static final long MILLI = 1_000_000;

    private record Event(long at, long number, Runnable action) implements Comparable<Event> {
        @Override
        public int compareTo(Event other) {
            return at != other.at ? Long.compare(at, other.at) : Long.compare(number, other.number);
        }
    }

    /** Is told of moments at which a fault hurts most. */
    interface Nemesis {
        /** Harms nobody. */
        Nemesis NONE = new Nemesis() {};

        /** The node has just begun to lead. */
        default void leads(SimNode node) {}

        /** The node has just voted for another. */
        default void votes(SimNode node) {}
    }

    /** How the parts of a simulated cluster behave. */
    record Habits(
            RaftTiming timing,
            long delayNanos,
            double drop,
            double doubled,
            boolean inOrder,
            boolean encode,
            long syncNanos,
            int snapshotEvery,
            int padding,
            long lostAfterNanos,
            boolean files) {

        /** The failure detector looks once, at the start. */
        Habits blind() {
            return new Habits(
                    timing,
                    delayNanos,
                    drop,
                    doubled,
                    inOrder,
                    encode,
                    syncNanos,
                    snapshotEvery,
                    padding,
                    3_600_000 * MILLI,
                    files);
        }

        /** Nothing fails by itself; times as a real cluster has them. */
        static Habits steady(int snapshotEvery) {
            var timing = new RaftTiming(
                    Duration.ofMillis(100),
                    Duration.ofMillis(1_000),
                    Duration.ofMillis(2_000),
                    Duration.ofMillis(20),
                    Duration.ofMillis(70),
                    Duration.ofMillis(500),
                    4_096,
                    8,
                    1_000,
                    1 << 20,
                    10);
            return new Habits(timing, MILLI / 2, 0, 0, true, true, MILLI / 4, snapshotEvery, 100, 10 * MILLI, true);
        }
    }

    final SplittableRandom random;
    final Habits habits;
    final Oracle oracle = new Oracle();
    final SimNetwork network;
    final List<SimNode> nodes = new ArrayList<>();
    Nemesis nemesis = Nemesis.NONE;
    private final PriorityQueue<Event> events = new PriorityQueue<>();
    private final ArrayDeque<String> trace = new ArrayDeque<>();
    private final boolean tracing = Boolean.getBoolean("awa.sim.trace");
    private long now;
    private long number;
    private long token;

    SimCluster(long seed, Habits habits) {
        this.random = new SplittableRandom(seed);
        this.habits = habits;
        this.network = new SimNetwork(this);
    }

    static NodeId idOf(int number) {
        return new NodeId(new UUID(0, number + 1));
    }

    static int numberOf(NodeId id) {
        return (int) id.value().getLeastSignificantBits() - 1;
    }

    static Set<NodeId> idsOf(int... numbers) {
        var ids = new TreeSet<NodeId>();
        for (int each : numbers) {
            ids.add(idOf(each));
        }
        return ids;
    }

    /** The first nodes vote from the start, the others have empty disks. */
    SimCluster start(int size, int voters) {
        var founders = new TreeSet<NodeId>();
        for (int i = 0; i < voters; i++) {
            founders.add(idOf(i));
        }
        var meta = new SnapshotMeta(1, 1, Membership.of(founders));
        oracle.founded(1, 1, 0);
        for (int i = 0; i < size; i++) {
            var disk = random.split();
            var node = new SimNode(this, i, habits.files() ? new FileStore(disk) : new MemoryStore(disk));
            nodes.add(node);
            if (i < voters) {
                node.store.found(new Recovered(
                        new HardState(1, Optional.empty()), 1, meta, new SimNode.State(1, 0).toBytes(0), List.of()));
            }
        }
        network.connect(size);
        nodes.forEach(SimNode::start);
        nodes.forEach(node -> watch(node.number));
        return this;
    }

    long now() {
        return now;
    }

    void after(long nanos, Runnable action) {
        events.add(new Event(now + nanos, number++, action));
    }

    boolean chance(double probability) {
        return random.nextDouble() < probability;
    }

    /** A random time around this one. */
    long about(long nanos) {
        return nanos / 2 + random.nextLong(nanos + 1);
    }

    void runFor(long nanos) {
        long until = now + nanos;
        while (!events.isEmpty() && events.peek().at() <= until) {
            next();
        }
        now = until;
    }

    /** Runs until this holds; a violation if that takes too long. */
    void runUntil(String what, long limitNanos, BooleanSupplier condition) {
        long until = now + limitNanos;
        while (!condition.getAsBoolean()) {
            if (now > until) {
                throw Violation.stuck("not within " + limitNanos / MILLI + " ms: " + what + "; " + describe());
            }
            runFor(20 * MILLI);
        }
    }

    /** Waits for one leader and for everybody to have everything, and says who leads. */
    SimNode settle() {
        runUntil("one leader and everybody up to date", 10_000 * MILLI, this::isSettled);
        return leader().orElseThrow();
    }

    /** Writes commands one after the other and waits for each to be applied by the leader. */
    void write(int commands) {
        for (int i = 0; i < commands; i++) {
            long before = oracle.acknowledged();
            leader().orElseThrow().propose(++token, token, 10);
            runUntil("a command is acknowledged", 10_000 * MILLI, () -> oracle.acknowledged() > before);
        }
    }

    SimNode node(int which) {
        return nodes.get(which);
    }

    /** Any node but this one. */
    SimNode otherThan(SimNode node) {
        return nodes.get((node.number + 1) % nodes.size());
    }

    Optional<SimNode> leader() {
        return nodes.stream()
                .filter(node -> node.role() == RaftRole.LEADER)
                .max((one, other) ->
                        Long.compare(one.view().term(), other.view().term()));
    }

    /** One leader, and everybody has applied all there is. */
    boolean isSettled() {
        List<SimNode> leaders =
                nodes.stream().filter(node -> node.role() == RaftRole.LEADER).toList();
        if (leaders.size() != 1) {
            return false;
        }
        RaftView leading = leaders.get(0).view();
        return !leading.membership().isJoint()
                && leading.commit() == leading.lastIndex()
                && nodes.stream().allMatch(node -> agrees(node, leading));
    }

    private static boolean agrees(SimNode node, RaftView leading) {
        if (!node.isUp()) {
            return false;
        }
        RaftView view = node.view();
        return node.applied() == leading.commit()
                && view.membership().equals(leading.membership())
                && view.quorum()
                && view.leader().equals(leading.leader())
                && view.role() != RaftRole.HALTED;
    }

    void trace(int node, Object what) {
        if (tracing) {
            trace.add(String.format("%10.3f ms  %d  %s", now / 1e6, node, brief(what)));
            if (trace.size() > Integer.getInteger("awa.sim.lines", 400)) {
                trace.removeFirst();
            }
        }
    }

    String traced() {
        return String.join("\n", trace);
    }

    String describe() {
        var text = new StringBuilder("committed " + oracle.committed());
        for (SimNode node : nodes) {
            text.append("\n  ").append(node.describe());
        }
        return brief(text);
    }

    private void next() {
        Event event = events.poll();
        now = event.at();
        event.action().run();
    }

    /** Every node's own failure detector, which sees what the network and the other processes do a little later. */
    private void watch(int node) {
        nodes.get(node).look();
        after(about(habits.lostAfterNanos()), () -> watch(node));
    }

    private String brief(Object what) {
        String text = String.valueOf(what);
        for (int i = 0; i < nodes.size(); i++) {
            text = text.replace("NodeId[value=" + idOf(i).value() + "]", "n" + i);
        }
        return text;
    }
}
