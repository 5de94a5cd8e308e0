package io.arewealive.standalone.proof;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.arewealive.event.Event;
import io.arewealive.event.EventStream;
import io.arewealive.node.EditOutcome;
import io.arewealive.standalone.control.Server;
import io.arewealive.status.NodeState;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One of three servers finds its files damaged: it says where, ends, and touches nothing; the others do not notice its tries. */
class DamagedIT {

    @TempDir
    private Path home;

    private interface Damage {
        void to(Path data) throws IOException;
    }

    @Test
    void damaged_files_are_named_and_left_as_they_are_and_the_node_is_replaced_as_the_page_says() throws Exception {
        try (Cluster cluster = Cluster.of(home, 3)) {
            Box damaged = cluster.box(3);
            try (Server server = damaged.connect()) {
                for (int i = 0; i < 5; i++) {
                    assertInstanceOf(EditOutcome.Applied.class, server.nodes().add("row-" + i, "10.0.0.1", 80));
                }
            }
            damaged.kill9();
            List<Box> others = cluster.boxes().subList(0, 2);
            others.forEach(box ->
                    await("it is missed").atMost(Box.LONGEST).until(() -> stateOf(damaged, box) == NodeState.OFFLINE));
            Path whole = home.resolve("whole");
            copy(damaged.data(), whole);
            List<List<Event>> before = others.stream().map(DamagedIT::events).toList();

            assertRefused(damaged, "identity", data -> flip(data.resolve("identity"), 80));
            assertRefused(damaged, "identity", data -> cut(data.resolve("identity"), 100));
            assertRefused(damaged, "identity", data -> Files.delete(data.resolve("identity")));
            assertRefused(damaged, "log/segment-", data -> flip(segment(data), 100));
            assertRefused(damaged, "log/segment-", data -> flip(segment(data), 1_600));
            assertRefused(damaged, "log/segment-", data -> cut(segment(data), 4_096));
            assertRefused(damaged, "log", data -> Files.delete(segment(data)));
            assertRefused(damaged, "log/snapshot-", data -> flip(snapshot(data), 100));
            assertRefused(damaged, "log/snapshot-", data -> cut(snapshot(data), 100));

            assertEquals(before, others.stream().map(DamagedIT::events).toList(), "nobody noticed");
            replace(cluster, damaged);
        }
    }

    /** Does the damage, lets a server start on it, and puts everything back. */
    private void assertRefused(Box box, String named, Damage damage) throws IOException {
        damage.to(box.data());
        boolean whole = named.equals("identity"); // else the count of starts in it has changed
        Map<String, String> before = contents(box.data(), whole);

        Box.Result refused = box.awa("server", "--no-input");

        assertEquals(74, refused.code(), () -> named + ": " + refused);
        assertEquals(1, refused.err().lines().count(), refused::toString);
        assertTrue(refused.err().contains(named), () -> named + ": " + refused);
        assertTrue(
                refused.err().contains("docs/operations.md") || refused.err().contains("replace"), refused::toString);
        assertEquals(before, contents(box.data(), whole), () -> named + ": something has changed; " + refused);
        delete(box.data());
        copy(home.resolve("whole"), box.data());
    }

    private static void replace(Cluster cluster, Box damaged) throws IOException {
        Files.move(damaged.data(), damaged.directory().resolve("damaged"));
        Box other = cluster.box(1);
        Box.Result deleted = other.awa("node", "delete", damaged.name());
        assertEquals(0, deleted.code(), deleted::toString);
        damaged.start("--join", other.address());
        cluster.awaitAllOnline();
        assertEquals(0, damaged.awa("node", "show", "row-4").code());
    }

    private static NodeState stateOf(Box box, Box viewer) {
        try (Server server = viewer.connect()) {
            return server.status().nodes().stream()
                    .filter(node -> node.name().equals(box.name()))
                    .findFirst()
                    .orElseThrow()
                    .state();
        }
    }

    private static List<Event> events(Box box) {
        try (Server server = box.connect()) {
            return server.events().since(EventStream.LOCAL, 0, 1_000);
        }
    }

    private static Path segment(Path data) throws IOException {
        return first(data, "segment-");
    }

    private static Path snapshot(Path data) throws IOException {
        return first(data, "snapshot-");
    }

    private static Path first(Path data, String prefix) throws IOException {
        try (Stream<Path> files = Files.list(data.resolve("log"))) {
            return files.filter(file -> file.getFileName().toString().startsWith(prefix))
                    .min(Comparator.naturalOrder())
                    .orElseThrow();
        }
    }

    private static void flip(Path file, int at) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        bytes[at] ^= 1;
        Files.write(file, bytes);
    }

    private static void cut(Path file, int length) throws IOException {
        Files.write(file, Arrays.copyOf(Files.readAllBytes(file), length));
    }

    /** Every file, and a hash of what is in it; without the lock, in which stands who took it last. */
    private static Map<String, String> contents(Path directory, boolean withIdentity) throws IOException {
        Map<String, String> found = new TreeMap<>();
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.filter(Files::isRegularFile)
                    .filter(file -> !file.endsWith("lock") && (withIdentity || !file.endsWith("identity")))
                    .toList()) {
                byte[] bytes = Files.readAllBytes(file);
                found.put(directory.relativize(file).toString(), bytes.length + " " + Arrays.hashCode(bytes));
            }
        }
        return found;
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            files.forEach(file -> {
                try {
                    Files.copy(file, to.resolve(from.relativize(file)), StandardCopyOption.COPY_ATTRIBUTES);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
