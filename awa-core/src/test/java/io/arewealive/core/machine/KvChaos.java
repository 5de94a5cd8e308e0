package io.arewealive.core.machine;

import io.arewealive.core.log.SimDisk;
import io.arewealive.core.raft.RaftTiming;
import io.arewealive.core.step.Input;
import io.arewealive.core.step.KvView;
import io.arewealive.kv.KvEntry;
import io.arewealive.proof.Answer;
import io.arewealive.proof.History;
import io.arewealive.proof.Linearizability;
import io.arewealive.proof.Operation;
import io.arewealive.proof.Revisions;
import io.arewealive.status.ClusterStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * One random run of whole nodes: a seed chooses their number, their habits, their faults, and what clients and lease holders ask of
 * them. In the end what everybody was told must be linearizable, all copies equal, and all leases over.
 */
final class KvChaos {

    private static final Duration SLICE = Duration.ofMillis(8);
    private static final Duration RUN = Duration.ofSeconds(4);
    private static final Duration SETTLE = Duration.ofSeconds(60);
    private static final int MOST_NODES = 6;
    private static final int CLIENTS = 4;
    private static final int HOLDERS = 2;

    private final SplittableRandom random;
    private final LocalCluster cluster;
    private final History history = new History();
    private final List<KvClient> clients = new ArrayList<>();
    private final List<LeaseHolder> holders = new ArrayList<>();
    private final List<Revisions.Told> tokens = new ArrayList<>();
    private final Map<Long, String> leaders = new HashMap<>();
    private final Map<Integer, Long> downUntil = new HashMap<>();
    private final Map<Integer, Long> frozenUntil = new HashMap<>();
    private final Map<Integer, Long> leaving = new HashMap<>();
    private final long faultsEvery;
    private int nodes;
    private int crashes;

    /** What a run has seen. */
    record Outcome(int operations, long unknown, int tokens, int crashes, int terms) {}

    private KvChaos(long seed) {
        random = new SplittableRandom(seed);
        cluster = new LocalCluster(random.nextLong());
        var disks = new SplittableRandom(random.nextLong());
        cluster.disks = () -> new SimDisk(new Random(disks.nextLong()));
        cluster.syncNanos = random.nextInt(4) == 0 ? 0 : 200_000 + random.nextLong(6_000_000);
        cluster.snapshots = NodeSetup.Snapshots.every(15 + random.nextInt(80));
        cluster.raft = smallChunks(LocalCluster.RAFT, 300 + random.nextInt(4_000));
        faultsEvery = Duration.ofMillis(100 + random.nextInt(700)).toNanos();
    }

    /** So that a snapshot takes several messages, and an installation may be cut short. */
    private static RaftTiming smallChunks(RaftTiming timing, int bytes) {
        return new RaftTiming(
                timing.heartbeat(),
                timing.electionMin(),
                timing.electionMax(),
                timing.jitterMin(),
                timing.jitterMax(),
                timing.pullWait(),
                bytes,
                timing.maxInFlight(),
                timing.maxUncommitted(),
                timing.maxSnapshotBytes(),
                timing.promoteWithin());
    }

    /** Runs one seed to its end. */
    static Outcome run(long seed) {
        var chaos = new KvChaos(seed);
        try {
            return chaos.run();
        } catch (RuntimeException | AssertionError e) {
            throw new AssertionError(
                    "seed " + seed + " at " + chaos.cluster.nanos() / 1_000_000 + " ms: " + e.getMessage() + "\n"
                            + chaos.cluster.describe(),
                    e);
        }
    }

    private Outcome run() {
        start(3 + random.nextInt(3));
        cluster.lossPercent = random.nextInt(3) * random.nextInt(3);
        cluster.slowPercent = random.nextInt(3);
        long end = cluster.nanos() + RUN.toNanos();
        long nextFault = cluster.nanos() + faultsEvery;
        while (cluster.nanos() < end) {
            pass(true);
            if (cluster.nanos() >= nextFault) {
                nextFault = cluster.nanos() + random.nextLong(2 * faultsEvery);
                fault();
            }
        }
        settle();
        check();
        return new Outcome(history.size(), history.unknown(), tokens.size(), crashes, leaders.size());
    }

    private void start(int size) {
        nodes = size;
        Map<String, Integer> asked = new HashMap<>();
        for (int i = 1; i <= CLIENTS; i++) {
            clients.add(new KvClient(i, cluster, random.split(), history, asked));
        }
        for (int i = 1; i <= HOLDERS; i++) {
            holders.add(new LeaseHolder(i, cluster, random.split(), tokens));
        }
        for (int number = 1; number <= size; number++) {
            cluster.start(number, number == 1);
        }
        cluster.settle(SETTLE, all());
    }

    private int[] all() {
        return IntStream.rangeClosed(1, nodes).toArray();
    }

    private void pass(boolean more) {
        cluster.run(SLICE);
        clients.forEach(client -> client.tick(more));
        holders.forEach(holder -> holder.tick(more));
        watchLeaders();
        long now = cluster.nanos();
        leaving.entrySet().removeIf(each -> {
            boolean may = cluster.host(each.getKey()).answers.containsKey(each.getValue());
            if (may) {
                takeDown(each.getKey(), false);
            }
            return may || !cluster.host(each.getKey()).isUp();
        });
        downUntil.entrySet().removeIf(each -> each.getValue() <= now && boot(each.getKey()));
        frozenUntil.entrySet().removeIf(each -> {
            cluster.host(each.getKey()).frozen &= each.getValue() > now;
            return each.getValue() <= now;
        });
    }

    /** Whoever says that it leads in a term is the only one who ever does. */
    private void watchLeaders() {
        cluster.hosts.values().stream()
                .filter(LocalCluster.Host::isUp)
                .forEach(host -> host.picture.ifPresent(picture -> {
                    ClusterStatus status = picture.status();
                    if (status.leader().equals(Optional.of(host.self.name()))) {
                        String other = leaders.putIfAbsent(status.term(), host.self.name());
                        if (other != null && !other.equals(host.self.name())) {
                            throw new AssertionError(
                                    "two led in term " + status.term() + ": " + other + " and " + host.self.name());
                        }
                    }
                }));
    }

    private boolean boot(int number) {
        if (!cluster.host(number).isUp()) {
            ((SimDisk) cluster.host(number).disk).disarm();
            cluster.boot(cluster.host(number));
        }
        return true;
    }

    private void fault() {
        int node = random.nextInt(3) == 0 ? leaderOrAny() : 1 + random.nextInt(nodes);
        int other = 1 + random.nextInt(nodes);
        switch (random.nextInt(20)) {
            case 0, 1, 2 -> takeDown(node, true);
            case 3, 4 -> takeDown(node, false);
            case 5 -> IntStream.rangeClosed(1, nodes).forEach(each -> takeDown(each, true));
            case 6, 7 -> cluster.cut(node, other);
            case 8, 9 -> cluster.cutOneWay(node, other);
            case 10 ->
                IntStream.rangeClosed(1, nodes).filter(each -> each != node).forEach(each -> cluster.cut(node, each));
            case 11 ->
                IntStream.rangeClosed(1, nodes)
                        .filter(each -> each != node)
                        .forEach(each -> cluster.cutOneWay(node, each));
            case 12 -> freeze(node);
            case 13 -> jump(node);
            case 14 -> failDisk(node);
            case 15 -> join();
            case 16 -> leave(node);
            default -> cluster.heal();
        }
    }

    private int leaderOrAny() {
        return cluster.hosts.values().stream()
                .filter(LocalCluster.Host::isUp)
                .flatMap(host -> host.picture.stream())
                .flatMap(picture -> picture.status().leader().stream())
                .findFirst()
                .map(name -> Integer.parseInt(name.substring(1)))
                .orElseGet(() -> 1 + random.nextInt(nodes));
    }

    private void takeDown(int number, boolean power) {
        if (!cluster.host(number).isUp()) {
            return;
        }
        crashes++;
        if (power) {
            cluster.powerLoss(number);
        } else {
            cluster.kill(number);
        }
        downUntil.put(
                number,
                cluster.nanos() + Duration.ofMillis(20 + random.nextInt(2_500)).toNanos());
    }

    private void freeze(int number) {
        cluster.host(number).frozen = true;
        frozenUntil.put(
                number,
                cluster.nanos() + Duration.ofMillis(random.nextInt(2_500)).toNanos());
    }

    private void jump(int number) {
        long millis = random.nextLong(Duration.ofHours(10).toMillis())
                - Duration.ofHours(5).toMillis();
        if (random.nextBoolean()) {
            cluster.clockMillis += millis;
        } else {
            cluster.host(number).clockMillis += millis;
        }
    }

    /** Its disk fails soon, for once; somebody sees to it and starts the node again. */
    private void failDisk(int number) {
        if (cluster.host(number).isUp() && cluster.syncNanos > 0) {
            ((SimDisk) cluster.host(number).disk).failAfter(random.nextInt(12));
            downUntil.computeIfAbsent(
                    number, any -> cluster.nanos() + Duration.ofSeconds(2).toNanos());
        }
    }

    private void join() {
        if (nodes < MOST_NODES) {
            cluster.start(++nodes, false);
        }
    }

    private void leave(int number) {
        if (cluster.host(number).isUp() && !cluster.host(number).frozen && !leaving.containsKey(number)) {
            leaving.put(
                    number,
                    cluster.ask(
                            number,
                            token -> new Input.Leave(
                                    token, Duration.ofMillis(1_500).toNanos())));
        }
    }

    /** The faults are over: everybody comes back, has the same, and answers. */
    private void settle() {
        cluster.lossPercent = 0;
        cluster.slowPercent = 0;
        cluster.heal();
        frozenUntil.keySet().forEach(number -> cluster.host(number).frozen = false);
        cluster.hosts.values().forEach(host -> ((SimDisk) host.disk).disarm());
        downUntil.replaceAll((number, until) -> cluster.nanos());
        long end = cluster.nanos() + Duration.ofMillis(500).toNanos();
        while (cluster.nanos() < end
                || clients.stream().anyMatch(KvCaller::isBusy)
                || holders.stream().anyMatch(KvCaller::isBusy)) {
            pass(false);
        }
        Revisions.fault(tokens).ifPresent(fault -> {
            throw new AssertionError("fencing tokens: " + fault);
        });
        Linearizability.check(history.operations()).orThrow();
        for (int number : all()) {
            LocalCluster.Host host = cluster.host(number);
            if (host.isUp() && host.diskFailed) {
                cluster.kill(number);
            }
            boot(number);
        }
        cluster.settle(SETTLE, all());
        cluster.runUntil(
                SETTLE, "all leases are over", () -> keysOf(1).leases(10).isEmpty());
        cluster.runUntil(
                SETTLE,
                "all copies are equal",
                () -> IntStream.of(all()).allMatch(number -> copyOf(number).equals(copyOf(1))));
    }

    private KvView keysOf(int number) {
        return cluster.host(number).shown().keys().view();
    }

    private List<Object> copyOf(int number) {
        var keys = keysOf(number);
        List<Object> copy = new ArrayList<>(List.of(keys.totals(), keys.leases(10)));
        for (int key = 0; key < 4; key++) {
            copy.add(keys.find(KvClient.key(key)));
        }
        return copy;
    }

    private void check() {
        for (int key = 0; key < 4; key++) {
            int reader = 1 + random.nextInt(nodes);
            clients.get(0).read(KvClient.key(key));
            while (clients.get(0).isBusy()) {
                pass(false);
            }
            Optional<KvEntry> copy = keysOf(reader).find(KvClient.key(key));
            history.add(Operation.read(99, cluster.nanos(), cluster.nanos(), KvClient.key(key), seen(copy)));
        }
        for (LeaseHolder holder : holders) {
            if (keysOf(1).find(holder.key()).isPresent()) {
                throw new AssertionError(holder.key() + " is bound to a lease that has ended");
            }
        }
        Linearizability.check(history.operations()).orThrow();
    }

    private Answer seen(Optional<KvEntry> entry) {
        return new Answer.Saw(
                entry.map(KvEntry::value),
                entry.map(KvEntry::revision).orElse(0L),
                keysOf(1).totals().revision());
    }
}
