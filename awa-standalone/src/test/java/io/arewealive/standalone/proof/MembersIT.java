package io.arewealive.standalone.proof;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.arewealive.kv.Consistency;
import io.arewealive.kv.KvEntry;
import io.arewealive.kv.KvOutcome;
import io.arewealive.kv.KvValue;
import io.arewealive.kv.Reading;
import io.arewealive.standalone.control.Server;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an operator does to the voters and the log of real servers. */
@Tag("R9")
@Tag("R10")
@Tag("R11")
class MembersIT {

    private static final Duration SOON = Duration.ofSeconds(10);
    private static final int ROUNDS = Integer.getInteger("awa.rounds", 1);

    /** Of ten such periods a log no longer has the first entries: whoever missed them gets a snapshot. */
    private static final int ENTRIES = 150;

    @Test
    void an_operator_moves_seats_and_looks_at_the_log(@TempDir Path home) throws Exception {
        try (Cluster cluster = Cluster.of(home, 4)) {
            Box leader = box(cluster, log(cluster.box(1)).getString("leader"));
            Box outsider = box(cluster, observer(log(leader)));

            Box.Result added = leader.awa("member", "add", outsider.name());
            assertEquals(0, added.code(), added::toString);
            Box.Result removed = outsider.awa("member", "remove", leader.name(), "--timeout", "20");
            assertEquals(0, removed.code(), removed::toString);
            assertTrue(!removed.out().contains(leader.name()), removed::toString);
            assertEquals("removed", member(log(outsider), leader.name()).getString("votes"));
            Box.Result unknown = leader.awa("member", "add", "nobody");
            assertEquals(1, unknown.code(), unknown::toString);
        }
    }

    @Test
    void members_come_and_go_while_clients_write_and_nothing_they_were_told_is_wrong(@TempDir Path home)
            throws Exception {
        try (Cluster cluster = Cluster.of(home, 4);
                var clients = new KvClients(cluster, Long.getLong("awa.seed", System.nanoTime()))) {
            clients.progress(200);
            for (int round = 0; round < ROUNDS; round++) {
                Box viewer = cluster.box(2);
                Box leader = box(cluster, log(viewer).getString("leader"));
                Box outsider = box(cluster, observer(log(viewer)));
                done(viewer.awa("member", "add", outsider.name(), "--timeout", "20"));
                clients.progress(60);
                done(outsider.awa("member", "remove", leader.name(), "--timeout", "20"));
                clients.progress(60);
                leader.kill9();
                clients.progress(60);
                leader.start().awaitServing();
                done(leader.awa("member", "add", leader.name(), "--timeout", "20"));
                clients.progress(60);
            }
            cluster.awaitAllOnline();
            clients.finish("members added and removed");
        }
    }

    /** The snapshot is large enough to be met half written. */
    @Test
    void a_node_that_was_away_for_ten_snapshots_and_is_killed_while_it_gets_the_last_is_usable(@TempDir Path home)
            throws Exception {
        try (Cluster cluster = Cluster.of(home, 3)) {
            Box late = cluster.box(3);
            late.kill9();
            byte[] value = new byte[KvValue.MAX_BYTES];
            Random random = new Random(5);
            try (Server server = cluster.box(1).connect()) {
                for (int i = 0; i < 12; i++) {
                    random.nextBytes(value);
                    assertInstanceOf(
                            KvOutcome.Done.class, server.keyValue().set("large/" + i, KvValue.of(value.clone())));
                }
            }
            Path unfinished = late.data().resolve("log/snapshot.tmp");
            int attempts = 0;
            do { // again if it was quicker than the kill
                tenPeriods(cluster);
                Instant started = Instant.now();
                late.start();
                await("it installs a snapshot")
                        .atMost(Box.LONGEST)
                        .pollDelay(Duration.ZERO)
                        .pollInterval(Duration.ofMillis(1))
                        .ignoreException(NoSuchFileException.class)
                        .until(() -> Files.getLastModifiedTime(unfinished)
                                .toInstant()
                                .isAfter(started));
                late.kill9();
            } while (!Files.exists(unfinished) && ++attempts < 5);
            assertTrue(Files.exists(unfinished), "each time it was done before it was killed");
            late.start().awaitServing();
            cluster.awaitAllOnline();
            try (Server server = late.connect()) {
                await("it has the last value").atMost(Box.LONGEST).until(() -> {
                    Reading<Optional<KvEntry>> read = server.keyValue().get("large/11", Consistency.LOCAL, SOON);
                    return read instanceof Reading.Found<Optional<KvEntry>> found
                            && found.value()
                                    .filter(last -> last.value().equals(KvValue.of(value)))
                                    .isPresent();
                });
            }
        }
    }

    private static void tenPeriods(Cluster cluster) {
        for (int period = 0; period < 10; period++) {
            write(cluster.box(1), period, ENTRIES);
            Box.Result taken = cluster.box(1).awa("log", "snapshot");
            assertTrue(taken.out().matches("snapshot at index \\d+\\n"), taken::toString);
        }
        done(cluster.box(2).awa("log", "snapshot"));
    }

    private static void write(Box box, int period, int keys) {
        try (Server server = box.connect()) {
            boolean all = IntStream.range(0, keys)
                    .parallel()
                    .mapToObj(i -> server.keyValue().set("small/" + i, KvValue.of("period " + period)))
                    .allMatch(KvOutcome.Done.class::isInstance);
            assertTrue(all, "a write of period " + period + " was not done");
        }
    }

    private static void done(Box.Result result) {
        assertEquals(0, result.code(), result::toString);
    }

    private static Box box(Cluster cluster, String name) {
        return cluster.boxes().stream()
                .filter(box -> box.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static String observer(JsonObject log) {
        return log.getJsonArray("members").getValuesAs(JsonObject.class).stream()
                .filter(member -> member.getString("role").equals("observer"))
                .findFirst()
                .orElseThrow()
                .getString("name");
    }

    private static JsonObject member(JsonObject log, String name) {
        return log.getJsonArray("members").getValuesAs(JsonObject.class).stream()
                .filter(member -> member.getString("name").equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static JsonObject log(Box box) {
        Box.Result result = box.awa("log", "status", "--json");
        assertEquals(0, result.code(), result::toString);
        return Json.createReader(new StringReader(result.out())).readObject();
    }
}
