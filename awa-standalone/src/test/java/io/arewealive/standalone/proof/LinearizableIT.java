package io.arewealive.standalone.proof;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.arewealive.standalone.control.Server;
import io.arewealive.status.ClusterStatus;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
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

    private static final int KILLS = Integer.getInteger("awa.kills", 100);

    private final long seed = Long.getLong("awa.seed", System.nanoTime());
    private final Random random = new Random(seed);
    private final Map<Long, String> leaders = new ConcurrentHashMap<>();

    @TempDir
    private Path home;

    private Optional<Cluster> cluster = Optional.empty();
    private Optional<KvClients> clients = Optional.empty();
    private int kills;
    private int stops;

    @AfterEach
    void close() {
        clients.ifPresent(KvClients::close);
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
        for (int round = 0; round < 24 || clients.orElseThrow().done() < 10_000; round++) {
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
        clients = Optional.of(new KvClients(started, seed));
        progress(200);
    }

    private List<Box> boxes() {
        return cluster.orElseThrow().boxes();
    }

    private void progress(int operations) {
        clients.orElseThrow().progress(operations);
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

    private void finish(int operations) throws InterruptedException {
        if (clients.orElseThrow().done() < operations) {
            progress(operations - clients.orElseThrow().done());
        }
        cluster.orElseThrow().awaitAllOnline();
        progress(60);
        clients.orElseThrow()
                .finish(boxes().size() + " servers, " + kills + " kills, " + stops + " stops, " + leaders.size()
                        + " leaders");
    }
}
