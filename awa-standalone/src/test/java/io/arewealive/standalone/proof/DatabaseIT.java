package io.arewealive.standalone.proof;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.arewealive.node.Node;
import io.arewealive.node.NodeChange;
import io.arewealive.node.NodeEdit;
import io.arewealive.node.NodeId;
import io.arewealive.standalone.control.Server;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server that nobody can help: what happens to its database, its own log must repair. */
class DatabaseIT {

    private static final int EDITS = 24;

    @TempDir
    private Path home;

    private Box box;
    private Path database;
    private Path older;

    @BeforeEach
    void start() throws Exception {
        box = new Box(home, "db-1");
        database = box.data().resolve("db");
        older = home.resolve("older");
        box.start("--first").awaitServing();
        edit("a");
        awaitWritten(Picture.of(box));
        assertEquals(0, box.stop(), box.log());
        copy(database, older);
        box.start().awaitServing();
        edit("b");
    }

    @AfterEach
    void close() {
        box.close();
    }

    @Test
    @Tag("A19")
    void a_database_that_is_damaged_deleted_or_old_is_rebuilt_with_the_same_hash() throws Exception {
        Picture before = Picture.of(box).assertWhole("before");
        awaitWritten(before);
        assertEquals(0, box.stop(), box.log());
        assertSqlShows(before);

        delete(database);
        assertSameAfterStart(before, "deleted");

        delete(database);
        copy(older, database);
        assertSameAfterStart(before, "older");

        for (String file : List.of("awa.data", "awa.script")) {
            flipBytesInTheMiddle(database.resolve(file));
            assertSameAfterStart(before, "damaged " + file);
        }
    }

    @Test
    @Tag("A19")
    void a_database_of_a_killed_server_is_repaired_or_rebuilt() throws Exception {
        Picture before = Picture.of(box).assertWhole("before");
        awaitWritten(before);
        box.kill9();
        flipBytesInTheMiddle(database.resolve("awa.log"));

        assertSameAfterStart(before, "damaged awa.log");
    }

    /** The database follows the log a little later; each batch that it writes names the hash of the change list. */
    private void awaitWritten(Picture picture) {
        Path statements = database.resolve("awa.log");
        await("in the database: " + picture.hash())
                .atMost(Box.LONGEST)
                .until(() -> Files.exists(statements)
                        && Files.readString(statements, StandardCharsets.ISO_8859_1)
                                .contains(picture.hash().toString()));
    }

    /** Adds, moves and deletes rows. */
    private void edit(String prefix) {
        try (Server server = box.connect()) {
            var nodes = server.nodes();
            for (int i = 0; i < EDITS; i++) {
                String name = prefix + i / 3;
                switch (i % 3) {
                    case 0 -> nodes.add(name, "10.0.0.1", 7800 + i);
                    case 1 -> nodes.update(id(server, name), NodeEdit.none().withPort(1 + i));
                    default -> {
                        if (i % 2 == 0) {
                            nodes.delete(id(server, name), false);
                        }
                    }
                }
            }
        }
    }

    private static NodeId id(Server server, String name) {
        return server.nodes().find(name).map(Node::id).orElseThrow();
    }

    private void assertSameAfterStart(Picture before, String what) throws Exception {
        box.start().awaitServing();
        Picture after = Picture.of(box).assertWhole(what);
        assertEquals(before, after, what);
        awaitWritten(after);
        assertEquals(0, box.stop(), box.log());
        assertSqlShows(before);
    }

    private void assertSqlShows(Picture picture) throws Exception {
        Path copy = home.resolve("read");
        copy(database, copy);
        try (var sql = new Sql(copy)) {
            assertEquals(
                    picture.table().stream().map(DatabaseIT::row).sorted().toList(),
                    sql.rows("SELECT id, name, host, port FROM nodes ORDER BY id"));
            assertEquals(
                    picture.changes().stream().map(DatabaseIT::row).toList(),
                    sql.rows("SELECT id, action, node_id, command_id, hash FROM nodes_changes ORDER BY id"));
        } finally {
            delete(copy);
        }
    }

    private static String row(Node node) {
        return node.id() + " " + node.name() + " " + node.host() + " " + node.port();
    }

    private static String row(NodeChange change) {
        return change.version() + " " + change.action() + " " + change.nodeId() + " " + change.commandId() + " "
                + change.hash();
    }

    private static void flipBytesInTheMiddle(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        assertTrue(bytes.length > 200, () -> file + " has only " + bytes.length + " bytes");
        var random = new Random(1);
        for (int i = 0; i < 40; i++) {
            bytes[bytes.length / 2 - 60 + random.nextInt(120)] ^= (byte) (1 + random.nextInt(255));
        }
        Files.write(file, bytes);
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(from.relativize(file)));
            }
        }
    }

    private static void delete(Path tree) throws IOException {
        List<Path> all = new ArrayList<>();
        try (Stream<Path> files = Files.walk(tree)) {
            files.sorted(Comparator.reverseOrder()).forEach(all::add);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        for (Path file : all) {
            Files.delete(file);
        }
    }
}
