package io.arewealive.standalone.proof;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** What the commands say on the servers that are left when one is killed, hangs or stops; all three are back after each test. */
@TestInstance(Lifecycle.PER_CLASS)
class SurvivorsIT {

    private Cluster cluster;

    @BeforeAll
    void start(@TempDir Path home) {
        cluster = Cluster.of(home, 3);
    }

    @AfterEach
    void restore() {
        cluster.restore();
        for (Box box : cluster.boxes()) {
            assertEquals(0, box.awa("status").code());
        }
    }

    @AfterAll
    void close() {
        if (cluster != null) {
            cluster.close();
        }
    }

    @Test
    @Tag("A17")
    void a_killed_server_is_offline_because_its_process_ended() {
        cluster.box(3).kill9();

        for (Box survivor : List.of(cluster.box(1), cluster.box(2))) {
            awaitState(survivor, "db-3", "offline");
            assertEquals("process ended", node(survivor, "db-3").getString("reason"));
            Box.Result shown = survivor.awa("status");
            assertEquals(2, shown.code(), shown::toString);
            assertTrue(
                    shown.out().lines().anyMatch(line -> line.matches("db-3 .* Offline .* process ended.*")),
                    shown::toString);
            assertEquals(
                    1,
                    shown.out()
                            .lines()
                            .filter(line -> line.startsWith("CRITICAL"))
                            .count(),
                    shown::toString);
        }
        Box.Result itself = cluster.box(3).awa("status");
        assertEquals(2, itself.code(), itself::toString);
        assertTrue(itself.err().contains("has ended"), itself::toString);
    }

    @Test
    void a_server_that_hangs_is_unreachable_and_online_again_without_a_restart() throws Exception {
        long pid = cluster.box(2).pid();
        cluster.box(2).signal("STOP");
        try {
            for (Box survivor : List.of(cluster.box(1), cluster.box(3))) {
                awaitState(survivor, "db-2", "offline");
                assertEquals("unreachable", node(survivor, "db-2").getString("reason"));
            }
        } finally {
            cluster.box(2).signal("CONT");
        }

        cluster.awaitAllOnline();
        assertEquals(pid, cluster.box(2).pid());
        assertTrue(cluster.box(2).isRunning());
    }

    @Test
    @Tag("A17")
    void a_server_that_stops_says_goodbye_and_ends_with_0_within_5_seconds() throws Exception {
        Instant asked = Instant.now();
        assertEquals(0, cluster.box(1).stop(), cluster.box(1).log());
        Duration taken = Duration.between(asked, Instant.now());
        assertTrue(taken.toMillis() < 5_000, () -> taken + ": " + cluster.box(1).log());

        for (Box survivor : List.of(cluster.box(2), cluster.box(3))) {
            awaitState(survivor, "db-1", "left");
            Box.Result shown = survivor.awa("status");
            assertEquals(1, shown.code(), shown::toString);
            assertTrue(shown.out().lines().anyMatch(line -> line.matches("db-1 .* Left .*")), shown::toString);
        }

        cluster.box(1).start().awaitServing();
        cluster.awaitAllOnline();
    }

    private static void awaitState(Box viewer, String name, String state) {
        await(viewer.name() + " shows " + name + " " + state)
                .atMost(Duration.ofSeconds(30))
                .until(() -> node(viewer, name).getString("status").equals(state));
    }

    private static JsonObject node(Box viewer, String name) {
        return viewer.status().getJsonArray("nodes").getValuesAs(JsonObject.class).stream()
                .filter(node -> node.getString("name").equals(name))
                .findFirst()
                .orElseThrow();
    }
}
