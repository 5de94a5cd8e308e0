package io.arewealive.core.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.arewealive.node.Lifetime;
import io.arewealive.node.NodeId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KnownNodesTest {

    @TempDir
    Path directory;

    private final KnownNodes nodes = new KnownNodes(
            new UUID(4, 2),
            "orders and more",
            "db-1",
            17,
            Instant.parse("2026-11-20T12:00:00.123Z"),
            "tls",
            List.of(
                    new KnownNodes.Row(new NodeId(new UUID(1, 1)), "db-1", "10.0.0.1", 7800, Lifetime.PERMANENT),
                    new KnownNodes.Row(new NodeId(new UUID(1, 2)), "db-2", "fe80::1", 7801, Lifetime.EPHEMERAL)));

    @Test
    void what_was_written_is_read_and_nothing_else_is_left() throws Exception {
        nodes.write(directory);
        nodes.write(directory);

        assertEquals(Optional.of(nodes), KnownNodes.read(directory));
        try (Stream<Path> files = Files.list(directory)) {
            assertEquals(
                    List.of("known-nodes"),
                    files.map(file -> file.getFileName().toString()).toList());
        }
    }

    @Test
    void it_is_read_where_nothing_can_be_written() throws Exception {
        nodes.write(directory);
        assertTrue(directory.toFile().setWritable(false));

        assertEquals(Optional.of(nodes), KnownNodes.read(directory));
        assertTrue(directory.toFile().setWritable(true));
    }

    @Test
    void lines_that_cannot_be_read_cost_only_what_they_said() throws Exception {
        nodes.write(directory);
        Path file = directory.resolve("known-nodes");
        String text = Files.readString(file).replace("db-2 fe80::1 7801", "db-2 fe80::1 99999999");
        Files.writeString(file, text + "node\nrubbish \0\nnode x y z 1 permanent\n");

        KnownNodes read = KnownNodes.read(directory).orElseThrow();

        assertEquals(nodes.nodes().subList(0, 1), read.nodes());
        assertEquals(nodes.clusterId(), read.clusterId());
    }

    @Test
    void when_it_cannot_be_written_the_one_before_stays() throws Exception {
        nodes.write(directory);
        Files.createDirectory(directory.resolve("known-nodes.tmp")); // in the way

        assertThrows(
                IOException.class,
                () -> new KnownNodes(nodes.clusterId(), "x", "y", 18, nodes.at(), "tls", List.of()).write(directory));

        assertEquals(Optional.of(nodes), KnownNodes.read(directory));
    }

    @Test
    void without_a_cluster_or_a_file_there_is_nothing() throws Exception {
        assertEquals(Optional.empty(), KnownNodes.read(directory));
        Files.writeString(directory.resolve("known-nodes"), "cluster x y\n");
        assertEquals(Optional.empty(), KnownNodes.read(directory));
    }
}
