package io.arewealive.standalone.proof;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who is who: names that are taken, rows that wait, copies of a data directory, and nodes that are not wanted any more. */
class IdentityIT {

    private static final Duration SOON = Duration.ofSeconds(30);

    @TempDir
    private Path home;

    private final List<Box> boxes = new ArrayList<>();
    private Box first;

    @BeforeEach
    void found() {
        first = box("db-1").start("--first").awaitServing();
    }

    @AfterEach
    void close() {
        boxes.forEach(Box::close);
    }

    @Test
    @Tag("A4")
    void a_server_without_a_beginning_names_both_options_and_leaves_nothing() {
        Box box = box("db-2");

        Box.Result refused = box.awa("server");

        assertEquals(64, refused.code(), refused::toString);
        assertTrue(refused.err().contains("--first") && refused.err().contains("--join"), refused::toString);
        assertFalse(Files.exists(box.data()), "a data directory was made");
    }

    @Test
    void first_on_a_node_of_a_cluster_goes_on_and_says_so() throws Exception {
        String before = identity(first);
        first.kill9();

        first.start("--first").awaitServing();

        assertEquals(before, identity(first));
        assertTrue(first.log().contains("awa.first has no effect any more"), first.log());
    }

    @Test
    @Tag("long")
    void a_taken_name_ends_the_server_and_replace_takes_the_place_of_one_that_is_offline() {
        Box old = box("db-2").start("--join", first.address()).awaitServing();
        awaitRow("db-2", old.address());
        Box other = box("db-3");

        other.start("--join", first.address(), "--name", "db-2");
        assertEquals(1, other.awaitEnd(SOON), other::log);
        assertTrue(
                other.log().contains(old.address())
                        && other.log().contains(other.address())
                        && other.log().contains("--replace"),
                other.log());

        old.kill9();
        await().atMost(SOON).until(() -> first.awa("status").out().contains("Offline"));
        other.start("--join", first.address(), "--name", "db-2", "--replace").awaitServing();
        awaitRow("db-2", other.address());

        old.start();
        assertEquals(1, old.awaitEnd(SOON), old::log);
        assertTrue(old.log().contains("replaced"), old.log());
    }

    @Test
    @Tag("A14")
    void a_row_added_by_hand_is_adopted_by_its_server() throws Exception {
        Box web = box("web-1");
        assertEquals(0, first.awa("node", "add", "web-1", "127.0.0.1", "7999").code());
        String id = first.awa("node", "show", "web-1", "--json").out();

        web.start("--join", first.address()).awaitServing();

        awaitRow("web-1", web.address());
        String shown = first.awa("node", "show", "web-1", "--json").out();
        assertEquals(idIn(id), idIn(shown));
        assertTrue(identity(web).contains(idIn(id)), identity(web));
        List<String> changes = first.awa("changes").out().lines().toList();
        assertEquals(3, changes.size(), changes::toString);
    }

    @Test
    @Tag("long")
    void a_live_node_is_expelled_by_force_only_and_returns_only_when_let_in() {
        Box box = box("db-2").start("--join", first.address()).awaitServing();
        awaitRow("db-2", box.address());

        assertEquals(1, first.awa("node", "delete", "db-2").code());
        assertEquals(0, first.awa("node", "delete", "db-2", "--force").code());
        assertEquals(1, box.awaitEnd(SOON), box::log);
        assertTrue(box.log().contains("expelled") && box.log().contains("awa node add db-2"), box.log());

        box.start();
        assertEquals(1, box.awaitEnd(SOON), box::log);

        String port = box.address().substring(box.address().indexOf(':') + 1);
        Box.Result added = first.awa("node", "add", "db-2", "127.0.0.1", port);
        assertEquals(0, added.code(), added::toString);
        box.start().awaitServing();
        awaitRow("db-2", box.address());
        await().atMost(SOON).until(() -> first.awa("status").code() <= 1);
        assertTrue(box.isRunning(), box::log);
    }

    @Test
    @Tag("C13")
    void a_copy_of_a_data_directory_is_refused_and_the_original_untouched() throws Exception {
        Box original = box("db-2").start("--join", first.address()).awaitServing();
        awaitRow("db-2", original.address());
        Box copy = box("db-3");
        copy(original.data(), copy.data());

        copy.start("--join", first.address(), "--name", "db-2");

        assertEquals(1, copy.awaitEnd(SOON), copy::log);
        assertTrue(copy.log().contains(original.address()) && copy.log().contains(copy.address()), copy::log);
        assertTrue(original.isRunning());
        assertEquals(0, original.awa("status").code(), original::log);
        awaitRow("db-2", original.address());
    }

    private Box box(String name) {
        var box = new Box(home, name);
        boxes.add(box);
        return box;
    }

    private void awaitRow(String name, String address) {
        await(name + " at " + address)
                .atMost(SOON)
                .pollInterval(Duration.ofMillis(200))
                .until(() -> {
                    String out = first.awa("status").out();
                    String port = address.substring(address.lastIndexOf(':') + 1);
                    return out.lines().anyMatch(l -> l.contains(name) && l.contains(port) && l.contains("Online"));
                });
    }

    private static String identity(Box box) throws IOException {
        return Files.readAllLines(box.data().resolve("identity")).stream()
                .filter(line -> line.startsWith("node") || line.startsWith("cluster.id"))
                .toList()
                .toString();
    }

    private static String idIn(String json) {
        int at = json.indexOf("\"id\"");
        int from = json.indexOf('"', json.indexOf(':', at)) + 1;
        return json.substring(from, json.indexOf('"', from));
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                if (!file.getFileName().toString().startsWith("lock")
                        && !file.toString().contains("/run")) {
                    Path target = to.resolve(from.relativize(file).toString());
                    if (Files.isDirectory(file)) {
                        Files.createDirectories(target);
                    } else {
                        Files.copy(file, target);
                    }
                }
            }
        }
    }
}
