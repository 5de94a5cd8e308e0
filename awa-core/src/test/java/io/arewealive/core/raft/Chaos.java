package io.arewealive.core.raft;

import io.arewealive.node.NodeId;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;

/** One random run: a seed chooses the cluster, its clients, its operators and its faults; in the end all must be well. */
final class Chaos {

    /** What a run has seen. */
    record Outcome(long committed, int acknowledged, int elections, long highestTerm) {}

    private static final long MILLI = SimCluster.MILLI;
    private static final long SETTLE_LIMIT = 20_000 * MILLI;
    private static final int MOST_TERMS = 2_000;

    private final SplittableRandom random;
    private final Plan plan;
    private final SimCluster cluster;
    private long token;
    private boolean calm;

    private Chaos(long seed) {
        random = new SplittableRandom(seed);
        plan = Plan.of(random);
        cluster = new SimCluster(random.nextLong(), plan.habits());
    }

    /** Runs one seed to its end. */
    static Outcome run(long seed) {
        Chaos chaos = new Chaos(seed);
        try {
            return chaos.run();
        } catch (RuntimeException | AssertionError e) {
            throw new IllegalStateException(
                    "seed " + seed + " at " + chaos.cluster.now() / MILLI + " ms: " + e.getMessage() + "\n"
                            + chaos.cluster.traced(),
                    e);
        }
    }

    private Outcome run() {
        if (plan.style() == Plan.Style.NEW_LEADERS || plan.style() == Plan.Style.VOTERS) {
            cluster.nemesis = new Hunter();
            hunt();
        }
        cluster.start(plan.size(), plan.voters());
        propose();
        read();
        changeVoters();
        fault();
        cluster.runFor(plan.end());
        settle();
        Oracle oracle = cluster.oracle;
        return new Outcome(oracle.committed(), oracle.acknowledged(), oracle.elections(), oracle.terms());
    }

    /** The faults are over: before long there is one leader, everybody has everything, and a new command gets through. */
    private void settle() {
        calm = true;
        cluster.network.calm();
        cluster.runFor(1_000 * MILLI);
        cluster.nodes.forEach(this::revive);
        cluster.runUntil("one leader and everybody up to date", SETTLE_LIMIT, cluster::isSettled);
        long before = cluster.oracle.committed();
        cluster.leader().orElseThrow().propose(++token, token, 1);
        cluster.runUntil(
                "one more command on all nodes",
                SETTLE_LIMIT,
                () -> cluster.oracle.committed() > before && cluster.isSettled());
        if (cluster.oracle.terms() > MOST_TERMS) {
            throw Violation.stuck("the term rose to " + cluster.oracle.terms());
        }
    }

    private void again(long every, Runnable action) {
        after(cluster.about(every), action);
    }

    private void after(long nanos, Runnable action) {
        cluster.after(nanos, () -> {
            if (!calm) {
                action.run();
            }
        });
    }

    private void propose() {
        again(plan.proposalsEvery(), this::propose);
        SimNode node = oneThatLeads();
        for (int i = random.nextInt(4) == 0 ? random.nextInt(30) : 1; i > 0; i--) {
            node.propose(++token, token, random.nextInt(60));
        }
    }

    private void read() {
        again(plan.proposalsEvery(), this::read);
        oneThatLeads().read(++token);
    }

    private void changeVoters() {
        again(plan.changesEvery(), this::changeVoters);
        SimNode node = oneThatLeads();
        if (random.nextInt(4) == 0) {
            node.give(new RaftInput.Transfer(SimCluster.idOf(any().number)));
        } else if (node.isUp()) {
            node.give(
                    new RaftInput.ChangeVoters(++token, otherVoters(node.view().membership())));
        }
    }

    private Set<NodeId> otherVoters(Membership current) {
        var voters = new TreeSet<>(current.voters());
        int changes = 1 + random.nextInt(plan.style() == Plan.Style.CHANGES ? 6 : 3);
        for (int i = 0; i < changes; i++) {
            var id = SimCluster.idOf(any().number);
            if (!voters.remove(id) && voters.size() < 5) {
                voters.add(id);
            }
        }
        return voters;
    }

    private void fault() {
        again(plan.faultsEvery(), this::fault);
        SimNode node = random.nextInt(3) == 0 ? oneThatLeads() : any();
        switch (random.nextInt(13)) {
            case 0, 1, 2 -> crash(node);
            case 3 -> cluster.nodes.forEach(this::crash);
            case 4 -> node.pause(random.nextLong(1_500 * MILLI));
            case 5 -> cluster.network.isolate(node.number);
            case 6 -> cluster.network.cut(node.number, any().number);
            case 7 -> split();
            case 8, 9, 10 -> cluster.network.heal();
            case 11 -> node.failDisk();
            default -> suspectWrongly(node);
        }
    }

    private void crash(SimNode node) {
        node.crash();
        boolean stayLong = plan.style() == Plan.Style.MIXED && random.nextInt(3) == 0;
        cluster.after(random.nextLong(stayLong ? 2_000 * MILLI : 60 * MILLI), () -> {
            if (!node.isUp()) {
                node.start();
            }
        });
    }

    private void split() {
        for (SimNode one : cluster.nodes) {
            for (SimNode other : cluster.nodes) {
                if (one.number % 2 != other.number % 2) {
                    cluster.network.cut(one.number, other.number);
                }
            }
        }
        if (random.nextBoolean()) {
            cluster.network.isolate(any().number);
        }
    }

    private void suspectWrongly(SimNode node) {
        cluster.leader().ifPresent(leader -> {
            node.give(new RaftInput.Suspect(SimCluster.idOf(leader.number), true));
            cluster.after(
                    random.nextLong(200 * MILLI),
                    () -> node.give(new RaftInput.Suspect(SimCluster.idOf(leader.number), false)));
        });
    }

    /** Takes one leader after the other down, for a short time. */
    private void hunt() {
        again(150 * MILLI, this::hunt);
        cluster.leader().ifPresent(this::strike);
    }

    private void strike(SimNode node) {
        if (random.nextBoolean()) {
            crash(node);
        } else {
            cluster.network.isolate(node.number);
            cluster.after(random.nextLong(150 * MILLI), () -> cluster.network.reconnect(node.number));
        }
        cluster.after(MILLI, () -> cluster.nodes.forEach(SimNode::look));
    }

    private void revive(SimNode node) {
        if (node.hasBadDisk()) {
            node.crash();
        }
        if (!node.isUp()) {
            node.start();
        }
    }

    private SimNode any() {
        return cluster.nodes.get(random.nextInt(cluster.nodes.size()));
    }

    /** A node that leads, or thinks so; sometimes any. */
    private SimNode oneThatLeads() {
        List<SimNode> leaders = cluster.nodes.stream()
                .filter(node -> node.role() == RaftRole.LEADER)
                .toList();
        return leaders.isEmpty() || random.nextInt(20) == 0 ? any() : leaders.get(random.nextInt(leaders.size()));
    }

    /** Strikes between a promise and what makes it safe. */
    private final class Hunter implements SimCluster.Nemesis {

        @Override
        public void leads(SimNode node) {
            if (random.nextInt(10) < 7) {
                long soon = 2 * plan.habits().syncNanos() + 3 * plan.habits().delayNanos();
                after(random.nextLong(soon), () -> strike(node));
            }
        }

        @Override
        public void votes(SimNode node) {
            if (plan.style() == Plan.Style.VOTERS && random.nextInt(10) < 4) {
                after(random.nextLong(plan.habits().syncNanos()), () -> {
                    if (node.isUp()) {
                        node.crash();
                        cluster.after(random.nextLong(MILLI), () -> revive(node));
                    }
                });
            }
        }
    }
}
