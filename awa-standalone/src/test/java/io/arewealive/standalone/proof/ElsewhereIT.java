package io.arewealive.standalone.proof;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.arewealive.core.log.KnownNodes;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** Three servers with the keys that awa init makes, and status where one is down. Each test goes on from the one before. */
@TestInstance(Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ElsewhereIT {

    private static final Duration SOON = Duration.ofSeconds(30);

    private final List<String> said = new ArrayList<>();
    private Path home;
    private Cluster cluster;

    @BeforeAll
    void start(@TempDir Path place) throws IOException {
        home = place;
        cluster = Cluster.withKeys(home, 3);
    }

    @AfterAll
    void close() {
        if (cluster != null) {
            cluster.close();
        }
    }

    @Test
    @Order(1)
    void with_keys_too_a_start_writes_one_line_an_event_and_no_librarys() {
        for (Box box : cluster.boxes()) {
            LogLines.assertOneForEachEvent(box);
            assertEquals(List.of(), LogLines.alarms(box));
        }
    }

    @Test
    @Order(2)
    @Tag("A17")
    void where_the_server_was_killed_status_shows_what_another_node_sees() throws Exception {
        Box down = cluster.box(3);
        await().atMost(SOON)
                .until(() -> KnownNodes.read(down.data())
                        .filter(known -> known.nodes().size() == 3)
                        .isPresent());
        down.kill9();
        await().atMost(SOON).until(() -> cluster.box(1).awa("status").code() == 2);
        List<String> before = filesOf(down);

        long begin = System.nanoTime();
        Box.Result shown = status(down.directory());
        Duration taken = Duration.ofNanos(System.nanoTime() - begin);

        assertEquals(2, shown.code(), shown::toString);
        assertTrue(shown.err().contains("has ended; start it with: awa server"), shown::toString);
        assertTrue(shown.err().matches("(?s).*awa: asked db-[12] at 127.0.0.1:\\d+\n"), shown::toString);
        assertTrue(shown.out().matches("(?s)Cluster awa: 2 of 3 online, .*; seen by db-[12] at .*"), shown::toString);
        assertTrue(shown.out().lines().anyMatch(line -> line.matches("db-3 .* Offline .*")), shown::toString);
        assertTrue(
                shown.out().contains("WARNING db-3: the server here does not answer; this is what db-"),
                shown::toString);
        assertTrue(taken.toMillis() < 5_000, taken::toString); // half a second, on a machine that does nothing else
        assertEquals(before, filesOf(down), "nothing was written");
        JsonObject json = json(status(down.directory(), "--json"));
        assertTrue(json.getBoolean("quorum"));
        assertEquals("tls", json.getString("security"));
        assertEquals(2, json.getJsonObject("summary").getInt("online"));
        assertTrue(json.getString("viewer").matches("db-[12]"));
    }

    @Test
    @Order(3)
    @Tag("A20")
    void who_has_no_keys_others_or_a_wrong_password_is_told_which_setting_to_set() throws Exception {
        Path without = Files.createDirectory(home.resolve("without"));
        assertNotKnown(without, "awa: the other nodes were not asked: they speak TLS, and no keys are set here");

        Path foreign = Files.createDirectory(home.resolve("foreign"));
        assertEquals(
                0,
                Launcher.run(foreign, Launcher.command("init", "--name", "x")).code());
        Box.Result refused = assertNotKnown(foreign, "awa: none of the 2 other nodes answers");
        assertEquals(
                2,
                refused.out()
                        .lines()
                        .filter(line -> line.matches("db-[12] .*keys: its certificate is none of this cluster's.*"))
                        .count(),
                refused::toString);
        assertTrue(refused.out().contains("awa.security.keystore"), refused::toString);

        Files.writeString(foreign.resolve("cluster.password"), "another\n");
        assertNotKnown(foreign, "awa.security.keystore: ");

        assertEquals(2, status(cluster.box(3).directory()).code(), "with the right ones they answer");
    }

    @Test
    @Order(4)
    void where_nobody_answers_it_shows_the_table_that_was_known_and_no_more() throws Exception {
        cluster.box(1).kill9();
        cluster.box(2).kill9();

        Box.Result shown = assertNotKnown(cluster.box(3).directory(), "awa: none of the 2 other nodes answers");
        assertTrue(
                shown.out().startsWith("Cluster awa: NOT KNOWN; version 3 of the table, as db-3 had it at "),
                shown::toString);
        assertEquals(
                2,
                shown.out()
                        .lines()
                        .filter(line -> line.matches("db-[12] .* Unknown .* connection refused: .*"))
                        .count(),
                shown::toString);
        assertFalse(shown.out().contains("QUORUM"), shown::toString);
        JsonObject json = json(status(cluster.box(3).directory(), "--json"));
        assertEquals(JsonValue.NULL, json.get("quorum"));
        assertEquals(3, json.getJsonObject("summary").getInt("unknown"));
    }

    @Test
    @Order(5)
    void no_log_had_more_than_a_line_for_an_event_and_no_answer_a_secret() throws Exception {
        for (Box box : cluster.boxes()) {
            LogLines.assertOneForEachEvent(box);
            said.add(box.log());
        }
        said.add(Files.readString(cluster.box(3).data().resolve("known-nodes")));
        String password = Files.readString(cluster.box(1).directory().resolve("cluster.password"))
                .strip();

        assertTrue(password.length() > 10);
        assertTrue(said.size() > 8, said::toString);
        said.forEach(text -> assertFalse(text.contains(password), text));
    }

    private Box.Result assertNotKnown(Path directory, String why) {
        Box.Result shown = status(directory);
        assertEquals(3, shown.code(), shown::toString);
        assertTrue(shown.err().contains(why), shown::toString);
        assertEquals(
                3,
                shown.out()
                        .lines()
                        .filter(line -> line.matches("db-\\d .* Unknown .*"))
                        .count(),
                shown::toString);
        return shown;
    }

    /** With the settings of this directory, and the data of the server that is down. */
    private Box.Result status(Path directory, String... options) {
        List<String> arguments = new ArrayList<>(
                List.of("status", "--data", cluster.box(3).data().toString()));
        arguments.addAll(List.of(options));
        Box.Result shown = Launcher.run(directory, Launcher.command(arguments.toArray(String[]::new)));
        said.add(shown.toString());
        return shown;
    }

    private static JsonObject json(Box.Result shown) {
        return Json.createReader(new StringReader(shown.out())).readObject();
    }

    private static List<String> filesOf(Box box) throws IOException {
        try (Stream<Path> files = Files.walk(box.data())) {
            return files.map(Path::toString).sorted().toList();
        }
    }
}
