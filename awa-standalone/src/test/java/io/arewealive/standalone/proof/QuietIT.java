package io.arewealive.standalone.proof;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** A night with three servers: what wakes somebody, what does not, and what can still be asked. Each test goes on from the one before. */
@TestInstance(Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class QuietIT {

    private static final Duration SOON = Duration.ofSeconds(30);
    private Cluster cluster;

    @BeforeAll
    void start(@TempDir Path home) {
        cluster = Cluster.of(home, 3);
        assertEquals(0, box(1).awa("config", "set", "awa.notify.hold", "2s").code());
    }

    @AfterAll
    void close() {
        if (cluster != null) {
            cluster.close();
        }
    }

    @Test
    @Order(1)
    void a_start_writes_one_line_an_event_and_no_librarys() {
        for (Box box : cluster.boxes()) {
            LogLines.assertOneForEachEvent(box);
            assertEquals(List.of(), LogLines.alarms(box));
        }
    }

    @Test
    @Order(2)
    void a_stall_shorter_than_the_hold_is_shown_and_rings_nowhere() throws Exception {
        box(3).signal("STOP");
        try {
            awaitState(box(1), "db-3", "offline");
        } finally {
            box(3).signal("CONT");
        }
        awaitState(box(1), "db-3", "online");
        await().atMost(SOON).until(() -> events(box(1)).stream().anyMatch(line -> line.contains("db-3 stalled for ")));

        assertEquals(List.of(), LogLines.alarms(box(1)));
        assertEquals(List.of(), LogLines.alarms(box(2)));
    }

    @Test
    @Order(3)
    void a_loss_rings_once_in_each_log_and_in_the_clusters_events() {
        box(3).kill9();
        for (Box survivor : List.of(box(1), box(2))) {
            await().atMost(SOON).until(() -> !LogLines.alarms(survivor).isEmpty());
            assertEquals(1, LogLines.alarms(survivor).size(), LogLines.alarms(survivor)::toString);
            assertTrue(
                    LogLines.alarms(survivor)
                            .get(0)
                            .matches(".* ERROR node=db-\\d db-3 is offline since .*: process ended"),
                    LogLines.alarms(survivor)::toString);
        }
        assertEquals(
                1,
                events(box(2)).stream()
                        .filter(line -> line.contains(" critical "))
                        .count());
    }

    @Test
    @Order(4)
    void where_the_server_is_down_status_shows_what_another_node_sees() throws Exception {
        List<String> before = filesOf(box(3));
        long begin = System.nanoTime();
        Box.Result shown = box(3).awa("status");
        Duration taken = Duration.ofNanos(System.nanoTime() - begin);

        assertEquals(2, shown.code(), shown::toString);
        assertTrue(shown.err().contains("has ended; start it with: awa server"), shown::toString);
        assertTrue(shown.err().matches("(?s).*awa: asked db-[12] at 127.0.0.1:\\d+\n"), shown::toString);
        assertTrue(shown.out().lines().anyMatch(line -> line.matches("db-3 .* Offline .*")), shown::toString);
        assertTrue(taken.toMillis() < 3_000, taken::toString); // a second, on a machine that does nothing else
        assertEquals(before, filesOf(box(3)));
        assertEquals(2, json(box(3)).getJsonObject("summary").getInt("online"));
    }

    @Test
    @Order(5)
    void a_node_in_maintenance_is_no_reason_to_wake_anybody() {
        assertEquals(2, box(1).awa("status").code());
        Box.Result on = box(1).awa("maintenance", "on", "db-3", "--for", "1h", "--reason", "new disk");
        assertEquals(0, on.code(), on::toString);

        Box.Result shown = box(1).awa("status");
        assertEquals(0, shown.code(), shown::toString);
        assertTrue(shown.out().contains("INFO db-3: in maintenance until "), shown::toString);
        JsonObject window = node(box(2), "db-3").getJsonObject("maintenance");
        assertEquals("new disk", window.getString("reason"));
        assertFalse(window.getString("author").isEmpty());
        assertEquals(JsonValue.NULL, node(box(2), "db-1").get("maintenance"));

        assertEquals(0, box(2).awa("maintenance", "off", "db-3").code());
        assertEquals(2, box(1).awa("status").code());
        Box.Result service = box(1).awa("maintenance", "on", "billing");
        assertEquals(1, service.code());
        assertTrue(service.err().contains("services and packages cannot be in maintenance yet"), service::toString);
    }

    @Test
    @Order(6)
    void history_tells_the_outages_and_how_available_the_node_was() {
        box(3).start().awaitServing();
        await().atMost(SOON)
                .until(() -> events(box(1)).stream().anyMatch(line -> line.contains("db-3 is online again, after ")));

        Box.Result shown = box(1).awa("history", "db-3");
        assertEquals(0, shown.code(), shown::toString);
        assertEquals(
                1,
                shown.out()
                        .lines()
                        .filter(line -> line.matches("db-3 .* process ended"))
                        .count(),
                shown::toString);
        assertTrue(shown.out().contains("; nothing is known from before"), shown::toString);
        JsonObject json = Json.createReader(new StringReader(
                        box(2).awa("history", "db-3", "--json", "--since", "1h").out()))
                .readObject();
        JsonObject node = json.getJsonArray("nodes").getJsonObject(0);
        assertEquals(2, node.getJsonArray("outages").size(), node::toString);
        double percent = node.getJsonNumber("availabilityPercent").doubleValue();
        assertTrue(percent > 0 && percent < 100, node::toString);
        assertEquals(1, box(1).awa("history", "db-9").code());
    }

    @Test
    @Order(7)
    void a_clean_stop_and_start_rings_nothing_and_says_each_thing_once() throws Exception {
        int rung = LogLines.alarms(box(1)).size();
        assertEquals(0, box(2).stop());
        LogLines.assertOneForEachEvent(box(2));
        box(2).start().awaitServing();
        awaitState(box(1), "db-2", "online");

        assertEquals(rung, LogLines.alarms(box(1)).size());
        for (Box box : cluster.boxes()) {
            LogLines.assertOneForEachEvent(box);
        }
    }

    @Test
    @Order(8)
    void even_where_the_data_are_damaged_status_asks_and_without_any_answer_it_knows_the_table() throws Exception {
        box(1).kill9();
        box(3).kill9();
        Files.writeString(box(3).data().resolve("identity"), "rubbish");
        try (Stream<Path> log = Files.list(box(3).data().resolve("log"))) {
            for (Path file : log.toList()) {
                Files.write(file, "rubbish".getBytes(StandardCharsets.UTF_8));
            }
        }
        Box.Result alone = box(3).awa("status");
        assertEquals(2, alone.code(), alone::toString);
        assertTrue(alone.err().contains("awa: asked db-2 at "), alone::toString);

        box(2).kill9();
        Box.Result none = box(3).awa("status");
        assertEquals(3, none.code(), none::toString);
        assertTrue(none.err().contains("awa: none of the 2 other nodes answers"), none::toString);
        assertEquals(
                3,
                none.out()
                        .lines()
                        .filter(line -> line.matches("db-\\d .* Unknown .*"))
                        .count(),
                none::toString);
    }

    private Box box(int number) {
        return cluster.box(number);
    }

    private static List<String> events(Box box) {
        return box.awa("events").out().lines().toList();
    }

    private static void awaitState(Box viewer, String name, String state) {
        await(viewer.name() + " shows " + name + " " + state)
                .atMost(SOON)
                .until(() -> state(viewer, name).equals(state));
    }

    /** Asked by a connection that is there in no time, because the stall is short. */
    private static String state(Box viewer, String name) {
        try (var server = viewer.connect()) {
            return server.status().nodes().stream()
                    .filter(node -> node.name().equals(name))
                    .findFirst()
                    .orElseThrow()
                    .state()
                    .word();
        }
    }

    private static JsonObject node(Box viewer, String name) {
        return json(viewer).getJsonArray("nodes").getValuesAs(JsonObject.class).stream()
                .filter(node -> node.getString("name").equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static JsonObject json(Box viewer) {
        return Json.createReader(new StringReader(viewer.awa("status", "--json").out()))
                .readObject();
    }

    private static List<String> filesOf(Box box) throws IOException {
        try (Stream<Path> files = Files.walk(box.data())) {
            return files.map(Path::toString).sorted().toList();
        }
    }
}
