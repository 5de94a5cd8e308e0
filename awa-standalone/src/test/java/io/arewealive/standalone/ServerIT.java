package io.arewealive.standalone;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.arewealive.standalone.AwaProcess.Result;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.StringReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Servers and commands as processes. */
class ServerIT {

    @TempDir
    Path home;

    private final List<AwaProcess> servers = new ArrayList<>();

    @AfterEach
    void close() {
        servers.forEach(AwaProcess::close);
    }

    @Test
    @Tag("A1")
    @Tag("A17")
    void the_first_node_holds_exactly_itself() throws Exception {
        first("db-1", AwaProcess.freePort());
        JsonObject status = status("db-1");

        assertEquals(1, status.getJsonArray("nodes").size());
        assertEquals(1, status.getInt("version"));
        assertEquals("online", status.getJsonArray("nodes").getJsonObject(0).getString("status"));
        List<String> changes = awa("changes", "--data", "db-1").out().lines().toList();
        assertEquals(1, changes.size(), changes::toString);
        assertTrue(changes.get(0).contains(" CREATE "), changes::toString);

        List<String> before = filesOf("db-1");
        Result shown = awa("status", "--data", "db-1");
        assertEquals(0, shown.code(), shown.err());
        assertTrue(shown.out().contains("Online"), shown.out());
        assertEquals(before, filesOf("db-1"));
    }

    @Test
    @Tag("A2")
    @Tag("A7")
    void a_second_node_joins_and_edits_on_either_are_seen_on_both() throws Exception {
        int port = AwaProcess.freePort();
        first("db-1", port);
        var second = server("db-2", AwaProcess.freePort(), "--join", "127.0.0.1:" + port)
                .awaitServing();
        await().atMost(Duration.ofSeconds(30)).until(() -> online("db-1") == 2 && online("db-2") == 2);
        assertEquals(changes("db-1"), changes("db-2"));

        assertEquals(
                0,
                awa("node", "add", "db-9", "10.0.0.9", "7809", "--data", "db-2").code());
        Instant edited = Instant.now();
        await().atMost(Duration.ofSeconds(10)).until(() -> changes("db-1").equals(changes("db-2")));

        assertTrue(changes("db-1").contains("db-9 10.0.0.9:7809"));
        assertTrue(Duration.between(edited, Instant.now()).toSeconds() < 10);
        Result unknown = awa("status", "--data", "db-1");
        assertEquals(1, unknown.code(), unknown.out());
        assertTrue(unknown.out().contains("Unknown"), unknown.out());

        second.kill();
        await().atMost(Duration.ofSeconds(20))
                .until(() -> awa("status", "--data", "db-1").code() == 2);
        Result gone = awa("status", "--data", "db-2");
        assertEquals(2, gone.code(), gone.err());
        assertTrue(gone.err().contains("has ended") && gone.err().contains("asked db-1 at 127.0.0.1:"), gone.err());
    }

    @Test
    @Tag("A4")
    void without_a_beginning_and_a_terminal_it_names_both_options() {
        Result result = awa("server", "--data", "db-1", "--port", Integer.toString(AwaProcess.freePort()));

        assertEquals(64, result.code());
        assertTrue(result.err().contains("--first") && result.err().contains("--join"), result.err());
    }

    @Test
    void term_stops_it_cleanly_and_soon() throws Exception {
        int port = AwaProcess.freePort();
        var server = first("db-1", port);
        Instant asked = Instant.now();
        server.signal("TERM");

        assertEquals(0, server.awaitEnd().code(), server.err());
        assertTrue(Duration.between(asked, Instant.now()).toSeconds() < 8, server.err());
        try (Stream<Path> left = Files.list(home.resolve("db-1/run"))) {
            assertEquals(List.of(), left.toList());
        }
        var again = server("db-1", port).awaitServing();
        again.signal("INT");
        assertEquals(0, again.awaitEnd().code(), again.err());
    }

    @Test
    @Tag("A19")
    void after_kill_9_it_starts_again_with_what_it_had() throws Exception {
        int port = AwaProcess.freePort();
        var server = first("db-1", port);
        String before;
        assertEquals(
                0,
                awa("node", "add", "db-9", "10.0.0.9", "7809", "--data", "db-1").code());
        before = changes("db-1");
        server.kill();
        server("db-1", port).awaitServing();
        await().atMost(Duration.ofSeconds(20)).until(() -> changes("db-1").startsWith(before));
    }

    @Test
    void what_stands_in_the_way_of_a_start_has_its_exit_code() throws Exception {
        var server = first("db-1", AwaProcess.freePort());
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Result inUse = awa("server", "--data", "db-1");
            assertEquals(75, inUse.code(), inUse.err());
            assertTrue(inUse.err().contains("process " + server.pid()), inUse.err());

            String port = Integer.toString(taken.getLocalPort());
            Result portInUse = awa("server", "--first", "--port", port, "--data", "db-2");
            assertEquals(76, portInUse.code(), portInUse.err());
            assertTrue(portInUse.err().contains(port), portInUse.err());
        }
        Files.writeString(home.resolve("a-file"), "");
        Result noDirectory = awa("server", "--first", "--data", "a-file");
        assertEquals(73, noDirectory.code(), noDirectory.err());

        Files.writeString(home.resolve("bad.properties"), "awa.node.port=x\nawa.voters.max=2\n");
        Result wrong = awa("server", "--first", "--config", "bad.properties");
        assertEquals(78, wrong.code(), wrong.err());
        assertTrue(wrong.err().contains("bad.properties:1") && wrong.err().contains("bad.properties:2"), wrong.err());
    }

    private AwaProcess first(String name, int port) {
        return server(name, port, "--first").awaitServing();
    }

    private AwaProcess server(String name, int port, String... options) {
        String[] fixed = {
            "server", "--name", name, "--host", "127.0.0.1", "--port", Integer.toString(port), "--data", name
        };
        var started = AwaProcess.start(
                home, Stream.of(fixed, options).flatMap(Stream::of).toArray(String[]::new));
        servers.add(started);
        return started;
    }

    private Result awa(String... arguments) {
        return AwaProcess.run(home, arguments);
    }

    private JsonObject status(String data) {
        Result result = awa("status", "--json", "--data", data);
        return Json.createReader(new StringReader(result.out())).readObject();
    }

    private int online(String data) {
        return status(data).getJsonObject("summary").getInt("online");
    }

    private String changes(String data) {
        return awa("changes", "--data", data).out();
    }

    private List<String> filesOf(String data) throws IOException {
        try (Stream<Path> files = Files.walk(home.resolve(data))) {
            return files.map(Path::toString).sorted().toList();
        }
    }
}
