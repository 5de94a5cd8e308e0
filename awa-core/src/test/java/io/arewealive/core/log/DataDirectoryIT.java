package io.arewealive.core.log;

import static io.arewealive.core.log.FileLogContract.append;
import static io.arewealive.core.log.FileLogContract.entries;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.arewealive.StartException;
import io.arewealive.StartException.Reason;
import io.arewealive.node.NodeId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataDirectoryIT {

    @TempDir
    private Path temp;

    @Test
    void the_id_is_minted_once_and_each_start_has_another_incarnation() throws IOException {
        Identity first = startedAndStopped();
        Identity second = startedAndStopped();

        assertEquals(first.node(), second.node());
        assertEquals(1, first.incarnation());
        assertEquals(2, second.incarnation());
        assertEquals("orders", second.clusterName());
    }

    @Test
    void a_joined_cluster_is_remembered_and_no_other_is_joined() throws IOException {
        UUID cluster = UUID.randomUUID();
        try (DataDirectory data = DataDirectory.open(directory(), "orders")) {
            assertEquals(Optional.empty(), data.identity().clusterId());
            data.joined(cluster);
            data.joined(cluster);
            assertThrows(IllegalStateException.class, () -> data.joined(UUID.randomUUID()));
            assertThrows(IllegalStateException.class, () -> data.adopt(NodeId.random()));
        }

        assertEquals(Optional.of(cluster), startedAndStopped().clusterId());
    }

    @Test
    void a_node_that_never_joined_may_adopt_a_reserved_id() throws IOException {
        NodeId reserved = NodeId.random();
        try (DataDirectory data = DataDirectory.open(directory(), "orders")) {
            data.adopt(reserved);
            assertEquals(reserved, data.identity().node());
        }

        assertEquals(reserved, startedAndStopped().node());
    }

    @Test
    @Tag("R13")
    void a_second_instance_in_this_process_is_refused() throws IOException {
        try (DataDirectory data = DataDirectory.open(directory(), "orders")) {
            StartException e = assertThrows(StartException.class, () -> DataDirectory.open(directory(), "orders"));

            assertEquals(Reason.IN_USE, e.reason());
            assertTrue(
                    e.getMessage().contains(directory() + " is in use by another instance in this process"),
                    e::getMessage);
            assertEquals(1, data.identity().incarnation());
        }
        assertEquals(2, startedAndStopped().incarnation());
    }

    @Test
    @Tag("R13")
    void another_process_is_refused_and_told_who_has_the_directory() throws Exception {
        try (ChildJvm child = new ChildJvm(Holder.class, directory())) {
            assertEquals("held", child.line());

            StartException e = assertThrows(StartException.class, () -> DataDirectory.open(directory(), "orders"));

            assertEquals(Reason.IN_USE, e.reason());
            assertTrue(e.getMessage().contains("in use by process " + child.pid() + ";"), e::getMessage);
        }
    }

    @Test
    @Tag("R13")
    void a_refused_second_instance_does_not_let_other_processes_in() throws Exception {
        try (DataDirectory data = DataDirectory.open(directory(), "orders")) {
            assertThrows(StartException.class, () -> DataDirectory.open(directory(), "orders"));
            assertThrows(StartException.class, () -> DataDirectory.open(directory(), "orders"));

            try (ChildJvm child = new ChildJvm(Holder.class, directory())) {
                assertEquals("IN_USE", child.line());
            }
            try (ChildJvm child = new ChildJvm(Holder.class, directory())) {
                assertEquals("IN_USE", child.line());
            }
            assertEquals(1, data.identity().incarnation());
        }
    }

    @Test
    @Tag("R13")
    void a_killed_process_leaves_no_lock_behind() throws Exception {
        try (ChildJvm child = new ChildJvm(Holder.class, directory())) {
            assertEquals("held", child.line());
            child.kill();
        }

        assertEquals(2, startedAndStopped().incarnation());
    }

    @Test
    void a_directory_that_cannot_be_made_is_refused_with_a_remedy() throws IOException {
        Path file = Files.writeString(temp.resolve("file"), "not a directory");

        StartException e = assertThrows(StartException.class, () -> DataDirectory.open(file, "orders"));

        assertEquals(Reason.DATA_NOT_WRITABLE, e.reason());
        assertTrue(e.getMessage().contains(file.toString()) && e.getMessage().contains("awa.data"), e::getMessage);
    }

    @Test
    void a_directory_without_write_access_is_refused() throws IOException {
        Files.createDirectories(directory().resolve("log"));
        assumeTrue(directory().toFile().setWritable(false) && !Files.isWritable(directory()), "runs as root");

        StartException e = assertThrows(StartException.class, () -> DataDirectory.open(directory(), "orders"));

        assertEquals(Reason.DATA_NOT_WRITABLE, e.reason());
        assertTrue(e.getMessage().contains("access denied"), e::getMessage);
    }

    @Test
    void a_damaged_identity_is_refused_and_the_lock_is_free_again() throws IOException {
        startedAndStopped();
        Path identity = directory().resolve("identity");
        String text = Files.readString(identity);
        Files.writeString(identity, text.replace("incarnation = 1", "incarnation = 9"));

        StartException e = assertThrows(StartException.class, () -> DataDirectory.open(directory(), "orders"));
        assertEquals(Reason.DATA_DAMAGED, e.reason());
        assertTrue(e.getMessage().contains(identity.toString()), e::getMessage);

        Files.writeString(identity, text);
        assertEquals(2, startedAndStopped().incarnation());
    }

    @Test
    void a_log_without_its_identity_is_refused() throws IOException {
        withLog();
        Files.delete(directory().resolve("identity"));

        StartException e = assertThrows(StartException.class, () -> DataDirectory.open(directory(), "orders"));

        assertEquals(Reason.DATA_DAMAGED, e.reason());
    }

    @Test
    void a_log_that_vanished_is_not_taken_for_a_new_one() throws IOException {
        withLog();
        deleteLog();

        try (DataDirectory data = DataDirectory.open(directory(), "orders")) {
            StartException e = assertThrows(StartException.class, () -> data.openLog(LogOptions.small(), () -> 0));
            assertEquals(Reason.DATA_DAMAGED, e.reason());
            assertTrue(e.getMessage().contains("term and vote"), e::getMessage);
        }
    }

    @Test
    void a_damaged_log_is_refused_with_the_reason_for_exit_code_74() throws IOException {
        withLog();
        Path segment = directory().resolve("log").resolve(Recovery.segmentName(1));
        byte[] bytes = Files.readAllBytes(segment);
        bytes[600] ^= 1;
        Files.write(segment, bytes);

        try (DataDirectory data = DataDirectory.open(directory(), "orders")) {
            StartException e = assertThrows(StartException.class, () -> data.openLog(LogOptions.small(), () -> 0));
            assertEquals(74, e.reason().exitCode());
            assertTrue(e.getMessage().contains(segment + " is damaged at byte 512"), e::getMessage);
        }
    }

    @Test
    void the_log_is_found_again() throws IOException {
        withLog();

        try (DataDirectory data = DataDirectory.open(directory(), "orders");
                FileLog log = data.openLog(LogOptions.small(), () -> 0)) {
            assertEquals(entries(1, 3, 1), log.recovered().entries());
        }
    }

    @Test
    void a_node_in_memory_has_a_new_id_each_time_and_touches_no_file() throws IOException {
        try (DataDirectory one = DataDirectory.inMemory("orders");
                DataDirectory two = DataDirectory.inMemory("orders");
                FileLog log = one.openLog(LogOptions.small(), () -> 0)) {
            log.persist(append(entries(1, 3, 1)));
            one.joined(UUID.randomUUID());

            assertNotEquals(one.identity().node(), two.identity().node());
            assertEquals(Optional.empty(), one.path());
            assertTrue(one.identity().clusterId().isPresent());
        }
    }

    @Test
    void nothing_is_left_open_and_closing_twice_is_once() throws IOException {
        assumeTrue(Files.isDirectory(Path.of("/proc/self/fd")));
        for (int i = 0; i < 20; i++) {
            DataDirectory data = DataDirectory.open(directory(), "orders");
            FileLog log = data.openLog(LogOptions.small(), () -> 0);
            long next = log.status().lastIndex() + 1;
            log.persist(append(entries(next, next, 1)));
            assertThrows(StartException.class, () -> DataDirectory.open(directory(), "orders"));
            log.close();
            log.close();
            data.close();
            data.close();
        }

        assertEquals(List.of(), openFiles());
    }

    private List<String> openFiles() throws IOException {
        try (Stream<Path> handles = Files.list(Path.of("/proc/self/fd"))) {
            return handles.map(DataDirectoryIT::target)
                    .filter(target -> target.startsWith(directory().toString()))
                    .toList();
        }
    }

    private static String target(Path handle) {
        try {
            return Files.readSymbolicLink(handle).toString();
        } catch (IOException e) {
            return ""; // closed meanwhile
        }
    }

    private Path directory() {
        return temp.resolve("a/b/data");
    }

    private Identity startedAndStopped() throws IOException {
        try (DataDirectory data = DataDirectory.open(directory(), "orders")) {
            return data.identity();
        }
    }

    private void withLog() throws IOException {
        try (DataDirectory data = DataDirectory.open(directory(), "orders");
                FileLog log = data.openLog(LogOptions.small(), () -> 0)) {
            log.persist(append(entries(1, 3, 1)));
        }
    }

    private void deleteLog() throws IOException {
        try (Stream<Path> files = Files.list(directory().resolve("log"))) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
    }

    /** Opens the directory in a process of its own and holds it. */
    static final class Holder {
        public static void main(String[] arguments) throws Exception {
            try (DataDirectory data = DataDirectory.open(Path.of(arguments[0]), "orders")) {
                System.out.println(data.path().isPresent() ? "held" : "in memory");
                Thread.currentThread().join();
            } catch (StartException e) {
                System.out.println(e.reason());
            }
        }
    }
}
