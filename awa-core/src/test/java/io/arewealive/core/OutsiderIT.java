package io.arewealive.core;

import static io.arewealive.core.TestCluster.awaiting;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.management.UnixOperatingSystemMXBean;
import io.arewealive.core.channel.ChannelOptions.Transport;
import io.arewealive.core.channel.Outsider;
import io.arewealive.event.Event;
import io.arewealive.event.EventStream;
import io.arewealive.event.EventType;
import io.arewealive.node.CommandId;
import io.arewealive.node.EditOutcome;
import io.arewealive.status.NodeState;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.Serial;
import java.io.Serializable;
import java.lang.management.ManagementFactory;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Attacks on real nodes over TCP, each with a control that shows that the attack would have worked or arrived. */
@Tag("A20")
@Timeout(120)
class OutsiderIT {

    private static final int TWO_BILLION = 1_900_000_000;
    private static final Duration ON_TIME = Duration.ofSeconds(2);
    private static final AtomicBoolean EXECUTED = new AtomicBoolean();

    @TempDir
    private static Path keysHome;

    private static TestKeys ours;

    @TempDir
    private Path home;

    @BeforeAll
    static void makeKeys() {
        ours = TestKeys.make(keysHome.resolve("ours"));
    }

    @Test
    void without_a_certificate_with_a_foreign_one_and_with_an_expired_one_nobody_gets_in() throws Exception {
        SSLContext none = Outsider.trustingAnybody();
        SSLContext foreign = TestKeys.make(keysHome.resolve("foreign")).context();
        SSLContext expired = ours.trustAnother("expired", "-3d", 1);
        SSLContext fresh = ours.trustAnother("fresh", "-3d", 30);
        try (var cluster = cluster(Optional.of(ours)).startAll(17_700, "a")) {
            assertRefused(cluster, "127.0.0.11", none, "keys: it does not speak TLS with the keys of this cluster");
            assertRefused(cluster, "127.0.0.12", foreign, "keys: its certificate is none of this cluster's");
            assertRefused(cluster, "127.0.0.13", expired, "keys: its certificate is not valid now");
            assertStays(cluster, "127.0.0.14", ours.context());
            assertStays(cluster, "127.0.0.15", fresh); // made like the expired one: the date was all that was wrong
            assertWorks(cluster);
            assertEquals(2, cluster.node("a").nodes().list().size(), "one node and one edit");
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_serialized_object_is_never_read(boolean tls) throws Exception {
        Optional<TestKeys> keys = keys(tls);
        byte[] packet = Outsider.object(new Marker());
        EXECUTED.set(false);
        try (var cluster = cluster(keys).startAll(17_710, "a");
                var outsider = Outsider.connect("127.0.0.21", 17_710, context(keys))) {
            outsider.greet().send(packet);

            awaiting().until(() -> hasProblem(cluster, "127.0.0.21", "malformed: "));
            assertFalse(EXECUTED.get(), "readObject ran");
            assertWorks(cluster);
        }
        deserialize(packet);
        assertTrue(EXECUTED.get(), "the same bytes do run where they are deserialized");
    }

    @Test
    void claims_of_two_billion_bytes_take_no_memory() throws Exception {
        try (var keyed = SmallNode.start(home.resolve("keyed"), Optional.of(ours.directory()), 17_720);
                var plain = SmallNode.start(home.resolve("plain"), Optional.empty(), 17_725)) {
            assertClaimsAreNotBelieved(keyed.awaitUp(), context(Optional.of(ours)));
            assertClaimsAreNotBelieved(plain.awaitUp(), Optional.empty());
        }
    }

    private static void assertClaimsAreNotBelieved(SmallNode node, Optional<SSLContext> context) throws IOException {
        try (var outsider = Outsider.connect("127.0.0.31", node.port(), context)) {
            outsider.greet().claim(TWO_BILLION);
            assertHangsUp(outsider);
        }
        assertEquals("Applied", node.edit("after-a-length"));
        try (var outsider = Outsider.connect("127.0.0.31", node.port(), context)) {
            outsider.greet().send(Outsider.bytesThatClaim(TWO_BILLION));
            outsider.send(Outsider.headerThatClaims(TWO_BILLION));
            outsider.claim(TWO_BILLION); // it hangs up here, so what came before is read
            assertHangsUp(outsider);
        }
        assertEquals("Applied", node.edit("after-the-others"));
    }

    @Test
    void a_hundred_thousand_frames_of_noise_change_nothing() throws Exception {
        assertNoiseChangesNothing(100_000);
    }

    @Test
    @Tag("long")
    @Timeout(600)
    void a_million_frames_of_noise_change_nothing() throws Exception {
        assertNoiseChangesNothing(1_000_000);
    }

    private void assertNoiseChangesNothing(int frames) throws Exception {
        for (boolean tls : new boolean[] {false, true}) {
            Optional<TestKeys> keys = keys(tls);
            var lines = new LogLines("refused");
            try (var cluster = cluster(keys).startAll(tls ? 17_730 : 17_735, "a", "b");
                    var attack = new Background()) {
                int port = tls ? 17_730 : 17_735;
                cluster.settle("a", "b");
                List<Event> seen = watch(cluster);
                Future<?> done =
                        attack.run(tls ? () -> noiseFromWithout(port, frames) : () -> noiseToTheParser(port, frames));
                do {
                    assertWorks(cluster);
                } while (!done.isDone());
                done.get();
                awaiting().until(() -> hasProblem(cluster, "127.0.0.41", tls ? "keys: " : "malformed: "));
                assertNobodyLost(cluster, seen);
            } finally {
                lines.close();
            }
            assertTrue(lines.count() <= 500, () -> lines.count() + " lines in the log");
        }
    }

    private static Void noiseToTheParser(int port, int frames) throws IOException {
        Random random = new Random(frames);
        try (var outsider = Outsider.plain("127.0.0.41", port).greet()) {
            for (int sent = 0; sent < frames; sent += 100) {
                outsider.write(Outsider.noise(random, 100));
            }
        }
        return null;
    }

    /** A node with keys hangs up at the first of them, so that each call brings many. */
    private static Void noiseFromWithout(int port, int frames) throws IOException {
        byte[] thousand = Outsider.noise(new Random(frames), 1_000);
        for (int sent = 0; sent < frames; sent += 1_000) {
            try (var outsider = Outsider.plain("127.0.0.41", port)) {
                outsider.write(thousand);
                outsider.heard(5_000);
            } catch (SocketException e) {
                // hung up while there was more
            }
        }
        return null;
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_thousand_silent_connections_keep_nobody_out(boolean tls) throws Exception {
        assertSilenceKeepsNobodyOut(tls, 1_000);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    @Tag("long")
    void five_thousand_silent_connections_keep_nobody_out(boolean tls) throws Exception {
        assertSilenceKeepsNobodyOut(tls, 5_000);
    }

    private void assertSilenceKeepsNobodyOut(boolean tls, int connections) throws Exception {
        var os = ManagementFactory.getPlatformMXBean(UnixOperatingSystemMXBean.class);
        assumeTrue(
                os.getMaxFileDescriptorCount() > 3L * connections,
                () -> "needs ulimit -n above " + 3L * connections + ", is " + os.getMaxFileDescriptorCount());
        int port = tls ? 17_740 : 17_745;
        try (var cluster = cluster(keys(tls)).startAll(port, "a", "b");
                var attack = new Background()) {
            List<Event> seen = watch(cluster);
            try (var crowd = new SilentCrowd(port, connections)) {
                var diallers = crowd.begin(attack);
                awaiting().until(crowd::isComplete);
                awaiting().until(() -> hasProblem(cluster, "127.0.0.51", "callers from there at once"));
                assertWorks(cluster);
                assertJoins(cluster, "meanwhile", port + 2, port);
                assertTrue(diallers.stream().noneMatch(Future::isDone), "the crowd is still there");
                crowd.end();
                for (var dialler : diallers) {
                    dialler.get();
                }
            }
            assertJoins(cluster, "after", port + 3, port);
            assertWorks(cluster);
            assertNobodyLost(cluster, seen);
        }
    }

    @Test
    void of_callers_who_introduce_themselves_and_then_say_nothing_only_so_many_stay() throws Exception {
        List<Outsider> callers = new ArrayList<>();
        try (var cluster = cluster(Optional.empty()).startAll(17_750, "a", "b")) {
            List<Event> seen = watch(cluster);
            while (callers.size() < 300) {
                for (int i = 0; i < 10; i++) {
                    callers.add(Outsider.plain("127.0.0.7" + i, 17_750).greet());
                }
                awaiting().until(() -> readers() >= Math.min(callers.size(), 256));
            }
            assertHangsUp(callers.get(0));
            assertThrows(SocketTimeoutException.class, () -> callers.get(299).heard(50), "the last ones stay");
            awaiting().until(() -> readers() <= 256 + 1);
            assertJoins(cluster, "meanwhile", 17_752, 17_750);
            assertWorks(cluster);
            assertNobodyLost(cluster, seen);
        } finally {
            for (Outsider each : callers) {
                each.close();
            }
        }
    }

    /** How many threads of node a read from a connection each. */
    private static long readers() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("awa-channel-a-Connection.Receiver"))
                .count();
    }

    private static void assertHangsUp(Outsider outsider) throws IOException {
        try {
            assertEquals(0, outsider.heard(5_000).length, "it hangs up without a word");
        } catch (SocketException e) {
            // that is another way to hang up
        }
    }

    private static void assertJoins(TestCluster cluster, String name, int port, int joinPort) throws Exception {
        assertTrue(cluster.start(name, port, false, joinPort).awaitJoined(Duration.ofSeconds(10)), name);
    }

    private static void assertRefused(TestCluster cluster, String from, SSLContext context, String why) {
        assertThrows(
                IOException.class,
                () -> {
                    try (var outsider = Outsider.tls(from, 17_700, context)) {
                        byte[] heard = outsider.greet().heard(5_000);
                        assertEquals(0, heard.length, "an outsider learns nothing");
                        throw new IOException("hung up");
                    } catch (SocketTimeoutException e) {
                        throw new AssertionError("it was let in", e);
                    }
                },
                why);
        awaiting().until(() -> hasProblem(cluster, from, why));
    }

    /** Whoever is let in can send what is then read and judged. */
    private static void assertStays(TestCluster cluster, String from, SSLContext context) throws IOException {
        try (var outsider = Outsider.tls(from, 17_700, context).greet()) {
            outsider.send(Outsider.bytesThatClaim(TWO_BILLION));
            awaiting().until(() -> hasProblem(cluster, from, "bytes in a packet of"));
            assertThrows(SocketTimeoutException.class, () -> outsider.heard(50), "the connection stands");
        }
    }

    /** An edit is applied, and all answer who are asked, within two seconds. */
    private static void assertWorks(TestCluster cluster) {
        var node = cluster.node("a");
        String row = "row-" + CommandId.random();
        assertInstanceOf(
                EditOutcome.Applied.class,
                node.nodes().add(CommandId.random(), row.substring(0, 30), "10.0.0.1", 1, ON_TIME));
        long before = System.nanoTime();
        long online = node.askStatus(ON_TIME).summary().online();
        assertTrue(System.nanoTime() - before <= ON_TIME.toNanos(), "asking took longer than allowed");
        assertEquals(cluster.nodes.size(), online);
    }

    private static List<Event> watch(TestCluster cluster) {
        List<Event> seen = new CopyOnWriteArrayList<>();
        cluster.nodes.values().forEach(node -> node.addListener(seen::add));
        return seen;
    }

    private static void assertNobodyLost(TestCluster cluster, List<Event> seen) {
        assertTrue(
                seen.stream()
                        .filter(event -> event.stream() == EventStream.LOCAL)
                        .filter(event -> event.type() == EventType.NODE_STATUS)
                        .noneMatch(event -> !"online".equals(event.details().get("to"))),
                seen::toString);
        assertTrue(cluster.sees("a", "b", NodeState.ONLINE));
        assertTrue(cluster.sees("b", "a", NodeState.ONLINE));
    }

    private static Optional<TestKeys> keys(boolean tls) {
        return tls ? Optional.of(ours) : Optional.empty();
    }

    private static Optional<SSLContext> context(Optional<TestKeys> keys) throws Exception {
        return keys.isPresent() ? Optional.of(keys.get().context()) : Optional.empty();
    }

    private TestCluster cluster(Optional<TestKeys> keys) {
        var cluster = new TestCluster(home.resolve(keys.isPresent() ? "tls" : "plain"), Transport.TCP);
        keys.ifPresent(
                each -> cluster.with("awa.security.keystore", each.directory().toString()));
        return cluster;
    }

    private static boolean hasProblem(TestCluster cluster, String from, String text) {
        return cluster.node("a").status().problems().stream()
                .anyMatch(problem -> problem.message().contains("from " + from)
                        && problem.message().contains(text));
    }

    private static void deserialize(byte[] packet) throws IOException, ClassNotFoundException {
        for (int at = 0; at + 1 < packet.length; at++) {
            if (packet[at] == (byte) 0xac && packet[at + 1] == (byte) 0xed) {
                new ObjectInputStream(new ByteArrayInputStream(packet, at, packet.length - at)).readObject();
                return;
            }
        }
        throw new IOException("no serialized object in the packet");
    }

    /** Connections that say nothing: as many as wanted, and when all are there the oldest are dialled again. */
    private static final class SilentCrowd implements AutoCloseable {

        private static final int DIALLERS = 16;
        private static final int DIAL_MILLIS = 200;

        private final int port;
        private final int wanted;
        private final AtomicInteger dialled = new AtomicInteger();
        private volatile boolean ended;

        SilentCrowd(int port, int wanted) {
            this.port = port;
            this.wanted = wanted;
        }

        boolean isComplete() {
            return dialled.get() >= wanted;
        }

        List<Future<Void>> begin(Background attack) {
            return IntStream.range(0, DIALLERS)
                    .mapToObj(i -> attack.run(this::keepUp))
                    .toList();
        }

        private Void keepUp() throws IOException {
            Deque<Outsider> mine = new ArrayDeque<>();
            try {
                while (!ended) {
                    dial().ifPresent(mine::add);
                    if (mine.size() > wanted / DIALLERS + 1) {
                        mine.remove().close();
                    }
                }
            } finally {
                for (Outsider each : mine) {
                    each.close();
                }
            }
            return null;
        }

        private Optional<Outsider> dial() throws IOException {
            try {
                Outsider next = Outsider.plain("127.0.0.51", port, DIAL_MILLIS);
                dialled.incrementAndGet();
                return Optional.of(next);
            } catch (SocketTimeoutException e) {
                return Optional.empty(); // too many of us wait to be accepted
            }
        }

        void end() {
            ended = true;
        }

        @Override
        public void close() {
            end();
        }
    }

    /** Threads that attack while the test looks. */
    private static final class Background implements AutoCloseable {

        private final ExecutorService threads = Executors.newCachedThreadPool();

        Future<Void> run(Callable<Void> attack) {
            return threads.submit(attack);
        }

        @Override
        public void close() {
            threads.shutdownNow();
        }
    }

    /** Tells that it was deserialized. */
    private static final class Marker implements Serializable {

        @Serial
        private static final long serialVersionUID = 1;

        @Serial
        private void readObject(ObjectInputStream in) {
            EXECUTED.set(true);
        }
    }
}
