package io.arewealive.core;

import static io.arewealive.core.TestCluster.awaiting;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.arewealive.config.ConfigException;
import io.arewealive.core.channel.ChannelOptions.Transport;
import io.arewealive.node.ChangesSince;
import io.arewealive.node.CommandId;
import io.arewealive.node.EditOutcome;
import io.arewealive.node.NodeChange;
import io.arewealive.status.ClusterStatus;
import io.arewealive.status.NodeState;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClusterIT {

    @TempDir
    Path directory;

    @Test
    @Tag("A7")
    @Tag("A11")
    void a_thousand_edits_from_three_nodes_at_the_same_instant_all_survive_in_one_order() throws Exception {
        try (var cluster = new TestCluster(directory, Transport.TCP).startAll(17_900, "a", "b", "c")) {
            long before = cluster.node("a").nodes().version();
            int writers = 30;
            var barrier = new CyclicBarrier(writers);
            var pool = Executors.newFixedThreadPool(writers);
            List<Future<List<Long>>> versions = new ArrayList<>();
            for (int writer = 0; writer < writers; writer++) {
                versions.add(pool.submit(edits(cluster, writer, barrier, 1_000 / writers + 1)));
            }

            List<Long> all = new ArrayList<>();
            for (Future<List<Long>> each : versions) {
                all.addAll(each.get());
            }
            pool.shutdown();

            assertEquals(
                    LongStream.rangeClosed(before + 1, before + all.size())
                            .boxed()
                            .toList(),
                    all.stream().sorted().toList());
            cluster.settle("a", "b", "c");
            List<NodeChange> changes = changes(cluster, "a");
            assertEquals(changes, changes(cluster, "b"));
            assertEquals(changes, changes(cluster, "c"));
        }
    }

    private static Callable<List<Long>> edits(TestCluster cluster, int writer, CyclicBarrier barrier, int count) {
        var table = cluster.node(List.of("a", "b", "c").get(writer % 3)).nodes();
        return () -> {
            List<Long> versions = new ArrayList<>();
            barrier.await();
            for (int i = 0; i < count; i++) {
                EditOutcome outcome =
                        table.add(CommandId.random(), "w" + writer + "-" + i, "10.0.0.1", 7800, Duration.ofSeconds(30));
                versions.add(
                        assertInstanceOf(EditOutcome.Applied.class, outcome).version());
            }
            return versions;
        };
    }

    private static List<NodeChange> changes(TestCluster cluster, String name) {
        var since = cluster.node(name).nodes().changesSince(0, 100_000);
        return assertInstanceOf(ChangesSince.Changes.class, since).changes();
    }

    @Test
    @Tag("A12")
    @Tag("A8")
    void the_side_without_a_majority_refuses_edits_shows_its_status_and_is_equal_after_healing() {
        try (var cluster = new TestCluster(directory, Transport.TCP).startAll(17_910, "a", "b", "c")) {
            awaiting().until(() -> cluster.node("c").status().voters().size() == 3);
            var minority = cluster.node("c");
            cluster.cuts.cut(minority.id());
            awaiting()
                    .until(() -> cluster.sees("c", "a", NodeState.OFFLINE)
                            && cluster.sees("c", "b", NodeState.OFFLINE)
                            && !minority.status().quorum());

            var refused = minority.nodes().add(CommandId.random(), "lost", "h", 1, Duration.ofSeconds(5));

            assertInstanceOf(EditOutcome.NoQuorum.class, refused);
            ClusterStatus status = minority.askStatus(Duration.ofSeconds(1));
            assertEquals("unreachable", cluster.seen("c", "a").reason());
            assertEquals(3, status.nodes().size());
            assertTrue(status.problems().stream().anyMatch(p -> p.message().contains("no quorum")), status + "");
            awaiting().until(() -> cluster.node("a").nodes().add("kept", "h", 1) instanceof EditOutcome.Applied);
            for (int i = 0; i < 100; i++) {
                assertInstanceOf(
                        EditOutcome.Applied.class, cluster.node("b").nodes().add("kept" + i, "h", 1));
            }

            cluster.cuts.heal();

            cluster.settle("a", "b", "c");
            assertTrue(minority.nodes().find("kept99").isPresent());
            assertTrue(minority.nodes().find("lost").isEmpty());
            awaiting().until(() -> minority.status().synced());
        }
    }

    @Test
    void an_address_that_others_reach_is_refused_without_keys() {
        var cluster = new TestCluster(directory, Transport.TCP).with("awa.bind", "0.0.0.0");

        var refused = assertThrows(ConfigException.class, () -> cluster.start("a", 17_990, true, 0));

        assertTrue(String.valueOf(refused.getMessage()).contains("awa.security.insecure=true"), refused.getMessage());
    }

    private static String states(ClusterStatus status) {
        return status.nodes().stream()
                .map(node -> node.name() + " " + node.state() + " " + node.reason() + " " + node.lastSeen())
                .toList()
                .toString();
    }

    @Test
    @Tag("A15")
    void twenty_nodes_three_of_them_cut_off_are_told_in_time() {
        try (var cluster = new TestCluster(directory, Transport.SHARED_LOOPBACK)) {
            String[] names = new String[20];
            for (int i = 0; i < names.length; i++) {
                names[i] = String.format("n%02d", i);
            }
            cluster.with("awa.store", "none").startAll(17_920, names);
            awaiting().until(() -> cluster.node("n00").status().summary().online() == 20);
            awaiting().until(() -> cluster.node("n00").status().voters().size() == 3);
            Duration timeout = Duration.ofSeconds(1);
            for (int i = 17; i < 20; i++) {
                cluster.cuts.cut(cluster.node(names[i]).id());
            }

            long begin = System.nanoTime();
            ClusterStatus status = cluster.node("n00").askStatus(timeout);
            Duration took = Duration.ofNanos(System.nanoTime() - begin);

            assertEquals(17, status.summary().online(), states(status));
            assertEquals(3, status.summary().offline(), states(status));
            assertEquals(
                    List.of("unreachable", "unreachable", "unreachable"),
                    status.nodes().subList(17, 20).stream().map(n -> n.reason()).toList());
            assertTrue(took.compareTo(timeout.plusSeconds(1)) < 0, "took " + took);
        }
    }
}
