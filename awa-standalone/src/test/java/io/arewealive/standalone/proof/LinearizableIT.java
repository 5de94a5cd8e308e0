package io.arewealive.standalone.proof;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.arewealive.proof.History;
import io.arewealive.proof.Linearizability;
import io.arewealive.proof.Operation;
import io.arewealive.proof.Verdict;
import io.arewealive.standalone.control.Server;
import io.arewealive.status.ClusterStatus;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Real servers are killed and stopped while clients read and write through all of them; what all clients were told together must be
 * what a single copy could have told.
 */
class LinearizableIT {

    private static final int CLIENTS = 5;

    /** The checker's bound for one key, shared by all clients. */
    private static final int MOST_ON_A_KEY = Linearizability.MOST_OPERATIONS / CLIENTS - 1;

    private static final int KILLS = Integer.getInteger("awa.kills", 100);

    private final long seed = Long.getLong("awa.seed", System.nanoTime());
    private final Random random = new Random(seed);
    private final History history = new History();
    private final List<KvWorker> workers = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();
    private final Map<Long, String> leaders = new ConcurrentHashMap<>();

    @TempDir
    private Path home;

    private Optional<Cluster> cluster = Optional.empty();
    private int kills;
    private int stops;

    @AfterEach
    void close() {
        workers.forEach(KvWorker::stop);
        cluster.ifPresent(Cluster::close);
    }

    @Test
    @Tag("R1")
    @Tag("R2")
    @Tag("R12")
    void three_servers_that_are_killed_and_stopped_tell_nothing_that_cannot_be() throws Exception {
        start(3);
        killTheLeader();
        stopTheLeader(Duration.ofMillis(1_500));
        killAFollower();
        killTheLeader();
        finish(1_000);
    }

    @Test
    @Tag("long")
    @Tag("R2")
    void the_leader_is_killed_a_hundred_times_and_nothing_acknowledged_is_lost() throws Exception {
        start(3);
        for (int i = 0; i < KILLS; i++) {
            killTheLeader();
        }
        finish(10_000);
    }

    @Test
    @Tag("long")
    void three_servers_under_all_of_it() throws Exception {
        start(3);
        allOfIt();
    }

    @Test
    @Tag("long")
    void five_servers_under_all_of_it() throws Exception {
        start(5);
        allOfIt();
    }

    private void allOfIt() throws Exception {
        for (int round = 0; round < 24 || history.size() < 10_000; round++) {
            switch (random.nextInt(6)) {
                case 0, 1 -> killTheLeader();
                case 2 -> killAFollower();
                case 3 -> stopTheLeader(Duration.ofMillis(100 + random.nextInt(5_000)));
                case 4 -> stopAFollower(Duration.ofMillis(100 + random.nextInt(5_000)));
                default -> killAll();
            }
        }
        finish(10_000);
    }

    private void start(int size) {
        Cluster started = Cluster.of(home, size);
        cluster = Optional.of(started);
        List<Path> servers = started.boxes().stream().map(Box::data).toList();
        for (int client = 1; client <= CLIENTS; client++) {
            var worker = new KvWorker(client, servers, MOST_ON_A_KEY, seed + client, history::add);
            workers.add(worker);
            var thread = new Thread(worker, "client-" + client);
            thread.setDaemon(true);
            thread.start();
            threads.add(thread);
        }
        progress(200);
    }

    private List<Box> boxes() {
        return cluster.orElseThrow().boxes();
    }

    /** Clients get on with their work. */
    private void progress(int operations) {
        int wanted = history.size() + operations;
        await("operations of seed " + seed)
                .atMost(Box.LONGEST)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> {
                    workers.forEach(KvWorker::assertWell);
                    return history.size() >= wanted;
                });
    }

    private void killTheLeader() {
        kill(List.of(leader()), 40);
    }

    private void killAFollower() {
        kill(List.of(follower()), 40);
    }

    private void killAll() {
        kill(boxes(), 0);
    }

    /** The others go on; then they come back. */
    private void kill(List<Box> victims, int meanwhile) {
        victims.forEach(box -> ProcessHandle.of(box.pid()).ifPresent(ProcessHandle::destroyForcibly));
        victims.forEach(Box::kill9);
        kills += victims.size();
        progress(meanwhile);
        victims.forEach(Box::start);
        victims.forEach(Box::awaitServing);
        progress(60);
    }

    private void stopTheLeader(Duration time) throws IOException, InterruptedException {
        stop(leader(), time);
    }

    private void stopAFollower(Duration time) throws IOException, InterruptedException {
        stop(follower(), time);
    }

    private void stop(Box victim, Duration time) throws IOException, InterruptedException {
        long begun = System.nanoTime();
        victim.signal("STOP");
        stops++;
        try {
            progress(40);
            await("it stands still for " + time).until(() -> System.nanoTime() - begun >= time.toNanos());
        } finally {
            victim.signal("CONT");
        }
        progress(60);
    }

    private Box leader() {
        return await("a leader of seed " + seed)
                .atMost(Box.LONGEST)
                .until(this::leaderNow, Optional::isPresent)
                .orElseThrow();
    }

    private Box follower() {
        Box leader = leader();
        List<Box> others = boxes().stream().filter(box -> !box.equals(leader)).toList();
        return others.get(random.nextInt(others.size()));
    }

    /** Whom most name, and each term has one. */
    private Optional<Box> leaderNow() {
        Map<String, Integer> named = new ConcurrentHashMap<>();
        for (Box box : boxes()) {
            try (Server server = box.connect()) {
                ClusterStatus status = server.status();
                status.leader().ifPresent(name -> {
                    named.merge(name, 1, Integer::sum);
                    String other = leaders.putIfAbsent(status.term(), name);
                    assertTrue(other == null || other.equals(name), () -> "two led in term " + status.term());
                });
            } catch (RuntimeException e) {
                // it has not come back yet
            }
        }
        return boxes().stream()
                .filter(box -> named.getOrDefault(box.name(), 0) > boxes().size() / 2)
                .findFirst();
    }

    /** What they were about to be told is a part of the history too. */
    private void stopWorking() throws InterruptedException {
        workers.forEach(KvWorker::stop);
        for (Thread thread : threads) {
            thread.join(Box.LONGEST.toMillis());
            assertFalse(thread.isAlive(), thread::getName);
        }
        workers.forEach(KvWorker::assertWell);
    }

    private void finish(int operations) throws InterruptedException {
        if (history.size() < operations) {
            progress(operations - history.size());
        }
        cluster.orElseThrow().awaitAllOnline();
        progress(60);
        stopWorking();
        List<Operation> told = history.operations();
        Verdict verdict = Linearizability.check(told);
        System.out.printf(
                "%d servers, seed %d: %d operations, %d of unknown end, %d kills, %d stops, %d leaders: %s%n",
                boxes().size(), seed, told.size(), history.unknown(), kills, stops, leaders.size(), verdict);
        assertEquals(Verdict.Linearizable.class, verdict.getClass(), verdict::toString);
    }
}
