package io.arewealive.core;

import static io.arewealive.core.TestCluster.awaiting;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.arewealive.StartException;
import io.arewealive.core.channel.ChannelOptions.Transport;
import io.arewealive.core.channel.Outsider;
import io.arewealive.event.Event;
import io.arewealive.event.EventStream;
import io.arewealive.event.EventType;
import io.arewealive.node.EditOutcome;
import io.arewealive.status.NodeState;
import java.io.IOException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Clusters with keys: who has them is in, who has none or others is refused, and they change while the cluster goes on. */
@Tag("A20")
class KeysIT {

    @TempDir
    private Path home;

    @Test
    void nodes_with_the_keys_form_a_cluster_and_who_has_none_or_others_is_refused_on_both_sides() {
        Path ours = keys("ours");
        Path foreign = keys("foreign");
        try (var cluster = cluster(ours);
                var others = cluster(foreign);
                var strangers = new TestCluster(home, Transport.TCP)) {
            cluster.startAll(17_960, "a", "b", "c");
            assertEquals("tls", cluster.node("a").status().security());
            assertInstanceOf(
                    EditOutcome.Applied.class, cluster.node("b").nodes().add("row", "10.0.0.1", 1));
            long term = cluster.node("a").status().term();

            others.start("other", 17_970, false, 17_960);
            strangers.start("stranger", 17_971, false, 17_960);

            awaiting()
                    .until(() -> hasProblem(cluster, "a", "keys: its certificate is none of this cluster's")
                            || hasProblem(cluster, "a", "keys: it does not accept the key of this node"));
            awaiting().until(() -> hasProblem(cluster, "a", "keys: it does not speak TLS"));
            awaiting().until(() -> hasProblem(others, "other", "keys: "));
            for (String outsider : List.of("other", "stranger")) {
                var alone = outsider.equals("other") ? others : strangers;
                assertFalse(alone.node(outsider).status().quorum());
                assertEquals(List.of(), alone.node(outsider).nodes().list(), "an outsider learns nothing");
            }
            assertEquals(4, cluster.node("a").nodes().list().size());
            assertEquals(term, cluster.node("a").status().term());
            assertEquals(3, cluster.node("a").status().summary().online());
        }
    }

    @Test
    void whoever_is_alone_for_want_of_keys_says_so_on_either_side() {
        try (var keyed = cluster(keys("some"));
                var plain = new TestCluster(home, Transport.TCP)) {
            keyed.start("keyed", 17_940, true, 0);
            plain.start("plain", 17_941, true, 0);

            plain.start("without", 17_942, false, 17_940);
            keyed.start("with", 17_943, false, 17_941);

            String notJoined = "not joined a cluster yet: no understanding with 127.0.0.1: ";
            awaiting()
                    .until(() -> hasProblem(
                            plain,
                            "without",
                            notJoined + "no keys: it speaks TLS, and this node has no keys (awa.security.keystore)"));
            awaiting()
                    .until(() -> hasProblem(
                            keyed, "with", notJoined + "keys: it has no keys itself (awa.security.keystore)"));
            awaiting().until(() -> hasProblem(keyed, "keyed", "keys: it does not speak TLS"));
            awaiting().until(() -> hasProblem(plain, "plain", "no keys: it speaks TLS"));
        }
    }

    @Test
    void keys_change_in_three_stages_and_nobody_is_lost_meanwhile() throws IOException {
        Path keys = keys("changing");
        try (var cluster = cluster(keys)) {
            cluster.startAll(17_975, "a", "b", "c");
            awaiting().until(() -> cluster.node("a").status().voters().size() == 3);
            Optional<String> leader = cluster.node("a").status().leader();
            List<Event> seen = new CopyOnWriteArrayList<>();
            cluster.node("a").addListener(seen::add);

            for (int stage = 1; stage <= 3; stage++) {
                byte[] before = Files.readAllBytes(keys.resolve("cluster.p12"));
                new TestKeys(keys).renew(stage);
                assertFalse(java.util.Arrays.equals(before, Files.readAllBytes(keys.resolve("cluster.p12"))));
                String restarted = stage % 2 == 1 ? "b" : "c";
                cluster.node(restarted).close();
                awaiting().until(() -> !cluster.sees("a", restarted, NodeState.ONLINE));
                cluster.start(restarted, restarted.equals("b") ? 17_976 : 17_977, false, 17_975);
                cluster.settle("a", "b", "c");
                awaiting().until(() -> cluster.sees("a", restarted, NodeState.ONLINE));
            }

            assertEquals(leader, cluster.node("a").status().leader());
            assertTrue(
                    seen.stream()
                            .filter(event -> event.stream() == EventStream.LOCAL)
                            .filter(event -> event.type() == EventType.NODE_STATUS)
                            .noneMatch(event -> "offline".equals(event.details().get("to"))),
                    seen::toString);
        }
    }

    @Test
    void connections_made_with_keys_that_are_taken_out_are_made_anew_and_nobody_notices() throws Exception {
        TestKeys keys = TestKeys.make(home.resolve("keys-taken-out"));
        SSLContext old = keys.context();
        try (var cluster = cluster(keys.directory())) {
            cluster.startAll(17_990, "a", "b", "c");
            awaiting().until(() -> cluster.node("a").status().voters().size() == 3);
            long term = cluster.node("a").status().term();
            try (var standing = Outsider.tls("127.0.0.61", 17_990, old).greet();
                    var lines = new LogLines("was read again: ")) {
                awaiting().until(() -> connections().size() == 7);
                Set<String> before = connections();
                List<Event> seen = new CopyOnWriteArrayList<>();
                cluster.nodes.values().forEach(node -> node.addListener(seen::add));
                for (int stage = 1; stage <= 3; stage++) {
                    int readers = 3 * stage;
                    keys.renew(stage);
                    awaiting().until(() -> lines.count() == readers);
                    if (stage < 3) {
                        assertThrows(SocketTimeoutException.class, () -> standing.heard(50), "it is still trusted");
                    }
                }

                assertHangsUp(standing);
                awaiting().until(() -> Collections.disjoint(connections(), before));
                assertEquals(6, connections().size(), connections()::toString);
                assertInstanceOf(
                        EditOutcome.Applied.class, cluster.node("b").nodes().add("row", "10.0.0.1", 1));
                assertEquals(term, cluster.node("c").status().term());
                assertTrue(seen.stream().noneMatch(event -> event.type() == EventType.NODE_STATUS), seen::toString);
            }
        }
    }

    private static void assertHangsUp(Outsider outsider) throws IOException {
        try {
            outsider.heard(10_000);
        } catch (SocketException e) {
            // that is another way to hang up
        }
    }

    @Test
    void keys_that_end_soon_are_told_and_keys_that_are_of_no_use_stop_the_start() throws IOException {
        Path keys = keys("ending");
        Instant nearTheEnd = Instant.now().plusSeconds(3_653L * 86_400 - 30L * 86_400);
        try (var cluster = cluster(keys).byClock(() -> nearTheEnd)) {
            cluster.start("a", 17_985, true, 0);
            awaiting().until(() -> hasProblem(cluster, "a", "its keys are valid until "));
        }
        try (var cluster = cluster(keys).byClock(() -> nearTheEnd.plusSeconds(60L * 86_400))) {
            var ended = assertThrows(StartException.class, () -> cluster.start("b", 17_986, true, 0));
            assertTrue(String.valueOf(ended.getMessage()).contains("no key in"), ended.getMessage());
            assertEquals(78, ended.reason().exitCode());
        }
        Files.write(keys.resolve("cluster.p12"), new byte[] {1, 2, 3});
        try (var cluster = cluster(keys)) {
            var damaged = assertThrows(StartException.class, () -> cluster.start("c", 17_987, true, 0));
            assertTrue(String.valueOf(damaged.getMessage()).contains("cluster.p12"), damaged.getMessage());
        }
    }

    @Test
    void a_file_of_no_use_changes_nothing_and_is_told() throws IOException {
        Path keys = keys("replaced");
        Path copy = Files.createDirectories(home.resolve("keys-copy"));
        for (String file : List.of("cluster.p12", "cluster.password")) {
            Files.copy(keys.resolve(file), copy.resolve(file), StandardCopyOption.COPY_ATTRIBUTES);
        }
        try (var cluster = cluster(keys)) {
            cluster.start("a", 17_955, true, 0);
            awaiting().until(() -> cluster.node("a").awaitJoined(Duration.ofMillis(100)));

            Files.write(keys.resolve("cluster.p12"), new byte[] {1, 2, 3});
            awaiting().until(() -> hasProblem(cluster, "a", "is now of no use"));

            cluster.with("awa.security.keystore", copy.toString()).start("b", 17_956, false, 17_955);
            cluster.settle("a", "b");
        }
    }

    private Path keys(String name) {
        return TestKeys.make(home.resolve("keys-" + name)).directory();
    }

    /** By the names of the threads that read them. */
    private static Set<String> connections() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.contains("Connection.Receiver"))
                .collect(Collectors.toSet());
    }

    private TestCluster cluster(Path keys) {
        return new TestCluster(home, Transport.TCP).with("awa.security.keystore", keys.toString());
    }

    private static boolean hasProblem(TestCluster cluster, String viewer, String text) {
        return cluster.node(viewer).status().problems().stream()
                .anyMatch(problem -> problem.message().contains(text));
    }
}
