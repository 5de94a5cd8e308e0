package io.arewealive.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.arewealive.Awa;
import io.arewealive.core.channel.ChannelOptions.Transport;
import io.arewealive.node.EditOutcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process that is killed at any moment of its first start leaves a directory that starts again in the same way. */
class FirstStartIT {

    private static final int PORT = 17_970;

    @TempDir
    private Path home;

    @Test
    void the_first_node_of_a_cluster_can_be_killed_at_every_change_of_its_files() throws Exception {
        int moments = 0;
        boolean died = true;
        while (died) {
            try (var cluster = cluster("first" + moments)) {
                died = dies(cluster, moments++, true);
                cluster.onDisks(UnaryOperator.identity());
                Awa awa = cluster.start("a", PORT, true, 0);

                assertTrue(awa.awaitJoined(Duration.ofSeconds(20)), "killed at change " + moments);
                assertEquals(1, awa.nodes().list().size());
                assertInstanceOf(EditOutcome.Applied.class, awa.nodes().add("x", "10.0.0.1", 1));
            }
        }
        assertTrue(moments > 30, "only " + moments + " moments");
    }

    @Test
    void one_that_joins_can_be_killed_at_every_third_change_of_its_files() throws Exception {
        joins(3);
    }

    @Test
    @Tag("long")
    void one_that_joins_can_be_killed_at_every_change_of_its_files() throws Exception {
        joins(1);
    }

    private void joins(int step) throws Exception {
        try (var cluster = cluster("joining")) {
            Awa first = cluster.start("first", PORT, true, 0);
            assertTrue(first.awaitJoined(Duration.ofSeconds(20)));
            int moments = 0;
            boolean died = true;
            while (died) {
                String name = "j" + moments;
                int port = PORT + 1 + moments % 20;
                died = dies(cluster, name, port, moments, false);
                moments += step;
                cluster.onDisks(UnaryOperator.identity());
                Awa awa = cluster.start(name, port, false, PORT);

                assertTrue(awa.awaitJoined(Duration.ofSeconds(20)), "killed at change " + moments);
                cluster.settle("first", name);
                assertEquals(
                        1,
                        first.nodes().list().stream()
                                .filter(node -> node.name().equals(name))
                                .count());
                assertInstanceOf(EditOutcome.Applied.class, awa.nodes().add("x" + moments, "10.0.0.1", 1));
                awa.close();
                cluster.nodes.remove(name);
                assertInstanceOf(EditOutcome.Applied.class, first.nodes().delete(awa.id(), true));
            }
            assertTrue(moments > 20, "only " + moments + " moments");
        }
    }

    private TestCluster cluster(String name) throws IOException {
        return new TestCluster(Files.createDirectory(home.resolve(name)), Transport.SHARED_LOOPBACK)
                .with("awa.store", "none");
    }

    private static boolean dies(TestCluster cluster, int moment, boolean first) {
        return dies(cluster, "a", PORT, moment, first);
    }

    /** Starts it, and returns whether it came so far that it was killed. */
    private static boolean dies(TestCluster cluster, String name, int port, int moment, boolean first) {
        var disk = new DyingDisk(moment);
        cluster.onDisks(disk::over);
        try (Awa awa = cluster.start(name, port, first, PORT)) {
            TestCluster.awaiting().until(() -> disk.isDead() || awa.awaitJoined(Duration.ofMillis(10)));
        } catch (RuntimeException e) {
            assertTrue(disk.isDead(), e::toString);
        }
        cluster.nodes.remove(name);
        return disk.isDead();
    }
}
