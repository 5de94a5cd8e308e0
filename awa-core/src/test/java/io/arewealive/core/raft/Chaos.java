package io.arewealive.core.raft;

import java.time.Duration;
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

    private final SplittableRandom random;
    private final SimCluster cluster;
    private final long faultsEvery;
    private final long proposalsEvery;
    private final long changesEvery;
    private final long end;
    private long token;
    private boolean calm;

    private Chaos(long seed) {
        random = new SplittableRandom(seed);
        int size = 3 + random.nextInt(5);
        int voters = 1 + random.nextInt(Math.min(size, 5));
        cluster = new SimCluster(random.nextLong(), habits());
        faultsEvery = (100 + random.nextInt(900)) * MILLI;
        proposalsEvery = (5 + random.nextInt(60)) * MILLI;
        changesEvery = (200 + random.nextInt(3000)) * MILLI;
        end = (3_000 + random.nextInt(6_000)) * MILLI;
        cluster.start(size, voters);
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

    private SimCluster.Habits habits() {
        var timing = new RaftTiming(
                Duration.ofMillis(40),
                Duration.ofMillis(150),
                Duration.ofMillis(300),
                Duration.ofMillis(5),
                Duration.ofMillis(20),
                Duration.ofMillis(150),
                60 + random.nextInt(2) * random.nextInt(4000),
                1 + random.nextInt(8),
                20 + random.nextInt(200),
                1 << 16,
                random.nextInt(50));
        return new SimCluster.Habits(
                timing,
                100_000 + random.nextLong(3 * MILLI),
                random.nextBoolean() ? 0 : 0.1 * random.nextDouble(),
                random.nextBoolean() ? 0 : 0.1 * random.nextDouble(),
                random.nextBoolean(),
                random.nextInt(8) == 0,
                50_000 + random.nextLong(random.nextBoolean() ? MILLI : 20 * MILLI),
                random.nextInt(4) == 0 ? 0 : 3 + random.nextInt(60),
                random.nextInt(3) * random.nextInt(400),
                (20 + random.nextInt(200)) * MILLI);
    }

    private Outcome run() {
        propose();
        read();
        changeVoters();
        fault();
        cluster.runFor(end);
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
        if (cluster.oracle.terms() > 2_000) {
            throw new Violation("the term rose to " + cluster.oracle.terms());
        }
        return new Outcome(
                cluster.oracle.committed(),
                cluster.oracle.acknowledged(),
                cluster.oracle.elections(),
                cluster.oracle.terms());
    }

    private void again(long every, Runnable action) {
        cluster.after(cluster.about(every), () -> {
            if (!calm) {
                action.run();
            }
        });
    }

    private void propose() {
        again(proposalsEvery, this::propose);
        SimNode node = oneThatLeads();
        for (int i = random.nextInt(4) == 0 ? random.nextInt(30) : 1; i > 0; i--) {
            node.propose(++token, token, random.nextInt(60));
        }
    }

    private void read() {
        again(proposalsEvery, this::read);
        oneThatLeads().read(++token);
    }

    private void changeVoters() {
        again(changesEvery, this::changeVoters);
        SimNode node = oneThatLeads();
        if (random.nextInt(4) == 0) {
            node.give(new RaftInput.Transfer(SimCluster.idOf(any().number)));
        } else if (node.isUp()) {
            node.give(
                    new RaftInput.ChangeVoters(++token, otherVoters(node.view().membership())));
        }
    }

    private Set<io.arewealive.node.NodeId> otherVoters(Membership current) {
        var voters = new TreeSet<>(current.voters());
        int changes = 1 + random.nextInt(3);
        for (int i = 0; i < changes; i++) {
            var id = SimCluster.idOf(any().number);
            if (!voters.remove(id) && voters.size() < 5) {
                voters.add(id);
            }
        }
        return voters;
    }

    private void fault() {
        again(faultsEvery, this::fault);
        SimNode node = random.nextInt(3) == 0 ? oneThatLeads() : any();
        switch (random.nextInt(12)) {
            case 0, 1, 2 -> crash(node);
            case 3 -> cluster.nodes.forEach(this::crash);
            case 4 -> node.pause(random.nextLong(1_500 * MILLI));
            case 5 -> cluster.network.isolate(node.number);
            case 6 -> cluster.network.cut(node.number, any().number);
            case 7 -> split();
            case 8, 9 -> cluster.network.heal();
            case 10 -> node.failDisk();
            default -> suspectWrongly(node);
        }
    }

    private void crash(SimNode node) {
        node.crash();
        cluster.after(random.nextLong(random.nextInt(3) == 0 ? 2_000 * MILLI : 100 * MILLI), () -> {
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
}
