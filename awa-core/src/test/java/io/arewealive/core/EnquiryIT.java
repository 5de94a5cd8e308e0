package io.arewealive.core;

import static io.arewealive.core.TestCluster.awaiting;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.arewealive.core.channel.ChannelOptions.Transport;
import io.arewealive.core.channel.Enquirer;
import io.arewealive.core.channel.Outsider;
import io.arewealive.core.log.KnownNodes;
import io.arewealive.core.step.StatusCodec;
import io.arewealive.core.trust.ClusterKeys;
import io.arewealive.event.Event;
import io.arewealive.event.EventStream;
import io.arewealive.status.ClusterStatus;
import io.arewealive.status.NodeState;
import java.io.IOException;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Questions of somebody who is no node, to real nodes over TCP. */
@Timeout(60)
class EnquiryIT {

    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final int QUESTION = 21;
    private static final byte[] MAGIC = {'A', 'W', 'A', 'q'};

    private static TestKeys ours;
    private static TestKeys others;
    private static TestCluster keyed;
    private static TestCluster plain;

    @BeforeAll
    static void start(@TempDir Path home) {
        ours = TestKeys.make(home.resolve("ours"));
        others = TestKeys.make(home.resolve("others"));
        plain = new TestCluster(home.resolve("plain"), Transport.TCP);
        keyed = new TestCluster(home.resolve("keyed"), Transport.TCP)
                .with("awa.security.keystore", ours.directory().toString());
        for (boolean tls : new boolean[] {true, false}) {
            var cluster = cluster(tls).startAll(port(tls), "a", "b");
            awaiting().until(() -> cluster.sees("a", "b", NodeState.ONLINE));
            awaiting().until(() -> cluster.sees("b", "a", NodeState.ONLINE));
        }
    }

    @AfterAll
    static void close() {
        keyed.close();
        plain.close();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_question_is_answered_with_what_the_node_shows_and_disturbs_nobody(boolean tls) throws Exception {
        var cluster = cluster(tls);
        List<Event> seen = new CopyOnWriteArrayList<>();
        cluster.nodes.values().forEach(node -> node.addListener(seen::add));

        for (int i = 0; i < 10; i++) {
            assertShows(ask(keys(tls), port(tls), clusterId(tls)), "a");
            assertShows(ask(keys(tls), port(tls) + 1, clusterId(tls)), "b");
        }

        assertTrue(
                seen.stream().noneMatch(event -> event.stream() == EventStream.LOCAL), () -> "nobody noticed: " + seen);
        assertTrue(cluster.sees("a", "b", NodeState.ONLINE));
    }

    @Test
    @Tag("A20")
    void who_has_no_keys_or_others_gets_nothing() throws Exception {
        UUID id = clusterId(true);

        assertRefused(
                Optional.empty(), port(true), id, "it speaks TLS: name the cluster's keys in awa.security.keystore");
        assertRefused(open(others), port(true), id, "keys: its certificate is none of this cluster's");
        awaiting().until(() -> hasProblem(true, "keys: "));
        assertRefused(open(ours), port(false), clusterId(false), "keys: it has no keys itself");

        assertShows(ask(open(ours), port(true), id), "a");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    @Tag("A20")
    void a_question_about_another_cluster_or_of_another_version_is_refused_and_told(boolean tls) throws Exception {
        assertRefused(keys(tls), port(tls), new UUID(6, 6), "it hung up: ");
        awaiting().until(() -> hasProblem(tls, "another cluster: a question about " + new UUID(6, 6)));
        try (var outsider = Outsider.connect("127.0.0.71", port(tls), context(tls))) {
            outsider.write(
                    ByteBuffer.allocate(QUESTION).put(MAGIC).put((byte) 9).array());
            assertHangsUp(outsider);
        }
        awaiting().until(() -> hasProblem(tls, "another protocol: a question of version 9"));

        assertShows(ask(keys(tls), port(tls), clusterId(tls)), "a");
    }

    @Test
    void a_node_that_has_joined_no_cluster_yet_has_nothing_to_say(@TempDir Path home) {
        try (var lone = new TestCluster(home, Transport.TCP)) {
            lone.start("c", 17_816, false, 17_819); // nobody is there

            assertRefused(Optional.empty(), 17_816, new UUID(0, 0), "it hung up: ");
            assertRefused(Optional.empty(), 17_816, new UUID(4, 2), "it hung up: ");
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    @Tag("A20")
    void many_who_begin_a_question_and_do_not_end_it_keep_nobody_waiting(boolean tls) throws Exception {
        List<Outsider> crowd = new ArrayList<>();
        try {
            for (int i = 0; i < 15; i++) {
                Outsider each = Outsider.connect("127.0.0.72", port(tls), context(tls));
                crowd.add(each);
                each.write(MAGIC);
            }

            long before = System.nanoTime();
            assertShows(ask(keys(tls), port(tls), clusterId(tls)), "a");
            assertTrue(System.nanoTime() - before < PATIENCE.toNanos());

            for (Outsider each : crowd) {
                assertHangsUp(each);
            }
            assertTrue(cluster(tls).sees("b", "a", NodeState.ONLINE));
        } finally {
            for (Outsider each : crowd) {
                each.close();
            }
        }
    }

    private static void assertShows(ClusterStatus status, String viewer) {
        assertEquals(viewer, status.viewer());
        assertTrue(status.quorum());
        assertTrue(status.nodes().stream().allMatch(node -> node.state() == NodeState.ONLINE), status::toString);
    }

    private static ClusterStatus ask(Optional<ClusterKeys> keys, int port, UUID clusterId) throws IOException {
        return StatusCodec.decode(new Enquirer(keys, PATIENCE).ask("127.0.0.1", port, clusterId));
    }

    private static void assertRefused(Optional<ClusterKeys> keys, int port, UUID clusterId, String why) {
        var refused = assertThrows(IOException.class, () -> ask(keys, port, clusterId));
        assertTrue(refused.getMessage().startsWith(why), refused::toString);
    }

    private static void assertHangsUp(Outsider outsider) throws IOException {
        try {
            assertEquals(0, outsider.heard(5_000).length, "it hangs up without a word");
        } catch (SocketException e) {
            // that is another way to hang up
        }
    }

    private static boolean hasProblem(boolean tls, String text) {
        return cluster(tls).node("a").status().problems().stream()
                .anyMatch(problem -> problem.message().contains(text));
    }

    /** As a command finds it. */
    private static UUID clusterId(boolean tls) {
        Path directory = cluster(tls).directoryOf("a");
        awaiting()
                .until(() -> KnownNodes.read(directory)
                        .filter(known -> known.nodes().size() == 2)
                        .isPresent());
        return KnownNodes.read(directory).orElseThrow().clusterId();
    }

    private static Optional<ClusterKeys> keys(boolean tls) throws IOException {
        return tls ? open(ours) : Optional.empty();
    }

    private static Optional<ClusterKeys> open(TestKeys keys) throws IOException {
        return Optional.of(ClusterKeys.open(
                keys.directory().resolve("cluster.p12"),
                Files.readString(keys.directory().resolve("cluster.password")).strip(),
                InstantSource.system()));
    }

    private static Optional<SSLContext> context(boolean tls) throws Exception {
        return tls ? Optional.of(ours.context()) : Optional.empty();
    }

    private static TestCluster cluster(boolean tls) {
        return tls ? keyed : plain;
    }

    private static int port(boolean tls) {
        return tls ? 17_800 : 17_810;
    }
}
