package io.arewealive.jmx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.arewealive.kv.Consistency;
import io.arewealive.kv.KeyValue;
import io.arewealive.kv.KvChange;
import io.arewealive.kv.KvChanges;
import io.arewealive.kv.KvListener;
import io.arewealive.kv.KvOutcome;
import io.arewealive.kv.KvOutcome.Done;
import io.arewealive.kv.KvValue;
import io.arewealive.kv.KvWatch;
import io.arewealive.kv.KvWrite;
import io.arewealive.kv.Operator;
import io.arewealive.kv.Reading;
import io.arewealive.node.CommandId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javax.management.MBeanServer;
import javax.management.MBeanServerFactory;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The store through real connectors: two of them show one and the same store, as two servers of a cluster would. */
class RemoteKeyValueIT {

    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final KvValue ODD = KvValue.of(new byte[] {(byte) 0xff, 0, 10, 39});

    private final MBeanServer server = MBeanServerFactory.newMBeanServer();
    private final FakeAwa awa = FakeAwa.threeNodes();
    private final List<JmxServer> connectors = new ArrayList<>();
    private final List<Supplier<RemoteServer>> servers = new ArrayList<>();
    private AutoCloseable face;
    private RemoteAwa remote;
    private KeyValue pairs;

    @BeforeEach
    void connect() throws Exception {
        face = new JmxFace().open(FakeContext.of(awa, server));
        for (int i = 0; i < 2; i++) {
            var connector = JmxServer.start(server);
            connectors.add(connector);
            servers.add(() -> new RemoteServer(connector.url().toString(), "operator", "secret"));
        }
        remote = RemoteAwa.connect(servers, TIMEOUT);
        pairs = remote.keyValue();
    }

    @AfterEach
    void disconnect() throws Exception {
        remote.close();
        for (var connector : connectors) {
            connector.close();
        }
        face.close();
    }

    static Stream<KvWrite> writes() {
        var one = KvValue.of("1");
        return Stream.of(
                new KvWrite.Set("k", ODD, 0),
                new KvWrite.SetIf("k", Operator.NUMBER_LESS, KvValue.of("2"), ODD, 0),
                new KvWrite.SetIf("k", Operator.EQUAL, KvValue.of(""), one, 0),
                new KvWrite.SetIf("none", Operator.EQUAL, one, one, 0),
                new KvWrite.CompareAndSet("k", Optional.of(one), ODD, 0),
                new KvWrite.CompareAndSet("k", Optional.empty(), ODD, 0),
                new KvWrite.SetAtRevision("k", 1, ODD, 1),
                new KvWrite.SetAtRevision("k", 7, ODD, 0),
                new KvWrite.Unset("k"),
                new KvWrite.Unset("none"),
                new KvWrite.UnsetAtRevision("k", 1),
                new KvWrite.Grant(Duration.ofMillis(1_500)),
                new KvWrite.Renew(1),
                new KvWrite.Renew(9),
                new KvWrite.Revoke(1));
    }

    @ParameterizedTest
    @MethodSource("writes")
    void every_write_does_there_what_it_does_here(KvWrite write) {
        var twin = new FakeKeyValue();
        for (KeyValue each : List.of(twin, awa.keyValue())) {
            each.set("k", KvValue.of("1"));
            each.grant(Duration.ofSeconds(30));
        }
        var id = CommandId.random();

        assertEquals(twin.write(id, write, TIMEOUT), pairs.write(id, write, TIMEOUT));

        assertEquals(twin.stats(), pairs.stats());
        assertEquals(twin.leases(), pairs.leases());
        assertEquals(twin.get("k"), pairs.get("k"));
        assertEquals(twin.list(""), pairs.list(""));
    }

    static Stream<KvOutcome> outcomes() {
        var id = CommandId.random();
        return Stream.of(
                new Done(id, 4, 5, true, 1),
                new KvOutcome.AlreadySet(id, 3),
                new KvOutcome.NoMatch(id, 0, "a"),
                new KvOutcome.KeyMissing(id, "b"),
                new KvOutcome.Refused(id, KvOutcome.Refusal.FULL, "c"),
                new KvOutcome.Refused(id, KvOutcome.Refusal.TOO_MANY_LEASES, "d"),
                new KvOutcome.NoQuorum(id, "e"),
                new KvOutcome.NoLeader(id, "f"),
                new KvOutcome.Unknown(id, "g"));
    }

    @ParameterizedTest
    @MethodSource("outcomes")
    @Tag("R6")
    void every_outcome_arrives_as_it_was_given(KvOutcome outcome) {
        awa.keyValue().answering(id -> outcome);

        assertEquals(outcome, pairs.set("k", ODD));
    }

    static Stream<Reading<?>> readings() {
        return Stream.of(new Reading.NoQuorum<>("1 of 3"), new Reading.NoLeader<>("an election"));
    }

    @ParameterizedTest
    @MethodSource("readings")
    @Tag("R1")
    @Tag("R6")
    void a_linear_read_without_an_answer_says_why_and_a_local_one_answers(Reading<?> reading) {
        pairs.set("k", ODD);
        awa.keyValue().reading(reading);

        assertEquals(reading, pairs.get("k"));
        assertEquals(reading, pairs.list(""));
        assertEquals(awa.keyValue().get("k", Consistency.LOCAL, TIMEOUT), pairs.get("k", Consistency.LOCAL, TIMEOUT));
    }

    @Test
    @Tag("R8")
    void a_value_of_a_mebibyte_arrives_as_it_is() {
        byte[] bytes = new byte[KvValue.MAX_BYTES];
        new java.util.Random(1).nextBytes(bytes);

        assertInstanceOf(Done.class, pairs.set("k", KvValue.of(bytes)));

        assertEquals(awa.keyValue().get("k"), pairs.get("k"));
        assertThrows(IllegalArgumentException.class, () -> pairs.get("a/../b"));
    }

    @Test
    void changes_arrive_as_they_are_and_are_waited_for() throws Exception {
        pairs.by("alice").set("k", ODD);
        pairs.unset("k");

        assertEquals(awa.keyValue().changes("", 0, 10, Duration.ZERO), pairs.changes("", 0, 10, Duration.ZERO));
        var waiting = new AtomicBoolean(true);
        var writer = new Thread(() -> {
            Awaitility.await().until(() -> waiting.get());
            awa.keyValue().set("x", ODD);
        });
        writer.start();
        var next = (KvChanges.Changes) pairs.changes("", 2, 10, TIMEOUT);
        assertEquals("x", next.changes().get(0).key());
        writer.join();
        awa.keyValue().compactTo(2);
        assertEquals(new KvChanges.Compacted(3, 2), pairs.changes("", 1, 10, Duration.ZERO));
    }

    @Test
    @Tag("R12")
    void a_write_whose_answer_is_lost_is_repeated_at_another_server_under_its_id() throws Exception {
        var id = CommandId.random();
        killedInTheFirst(each -> new Done(each, 1, 0, true, 2));

        assertEquals(new Done(id, 1, 0, true, 2), pairs.write(id, new KvWrite.Set("k", ODD, 0), TIMEOUT));

        assertEquals(List.of(id, id), awa.keyValue().asked());
    }

    @Test
    @Tag("R12")
    void that_nothing_was_written_is_not_believed_of_a_repeated_write() {
        var id = CommandId.random();
        killedInTheFirst(each -> new KvOutcome.NoQuorum(each, "1 of 3"));

        var outcome = assertInstanceOf(KvOutcome.Unknown.class, pairs.write(id, new KvWrite.Set("k", ODD, 0), TIMEOUT));

        assertEquals(id, outcome.commandId());
        assertTrue(outcome.message().contains("1 of 3"), outcome.message());
    }

    @Test
    @Tag("R12")
    void a_write_that_no_server_answers_is_unknown() {
        killedInTheFirst(each -> new Done(each, 1, 0, false, 2));
        connectors.get(1).kill();

        assertInstanceOf(KvOutcome.Unknown.class, pairs.set("k", ODD));
    }

    /** The server ends while it carries out the first write. */
    private void killedInTheFirst(Function<CommandId, KvOutcome> then) {
        var first = new AtomicBoolean(true);
        awa.keyValue().answering(id -> {
            if (first.getAndSet(false)) {
                connectors.get(0).kill();
            }
            return then.apply(id);
        });
    }

    @Test
    void reads_go_on_at_another_server_and_the_table_too() throws Exception {
        pairs.set("k", ODD);
        connectors.get(0).kill();

        assertEquals(awa.keyValue().get("k"), pairs.get("k"));
        assertEquals(awa.nodes().list(), remote.nodes().list());
    }

    @Test
    void a_server_that_comes_back_at_another_address_is_found_again() throws Exception {
        var only = new ArrayList<>(List.of(connectors.get(1)));
        try (var one = RemoteAwa.connect(
                List.of(() -> new RemoteServer(only.get(0).url().toString(), "operator", "secret")), TIMEOUT)) {
            one.keyValue().set("k", ODD);
            connectors.get(1).kill();
            assertThrows(RemoteAwaException.class, one::status);

            var back = JmxServer.start(server);
            connectors.add(back);
            only.set(0, back);

            assertEquals(awa.keyValue().get("k"), one.keyValue().get("k"));
        }
    }

    @Test
    void a_watch_goes_on_at_another_server_without_a_gap() throws Exception {
        var seen = new Seen();
        try (KvWatch watch = pairs.watch("k", 0, seen)) {
            pairs.set("k1", ODD);
            awaitSeen(seen, 1);
            connectors.get(0).kill();
            awa.keyValue().set("k2", ODD);
            awa.keyValue().set("x", ODD);
            awa.keyValue().set("k3", ODD);
            awaitSeen(seen, 3);

            assertEquals(List.of("k1", "k2", "k3"), seen.keys());
            Awaitility.await().atMost(TIMEOUT).until(() -> watch.revision() == 4);
        }
    }

    @Test
    void a_watch_that_missed_changes_says_so_and_goes_on() {
        for (int i = 0; i < 5; i++) {
            awa.keyValue().set("k" + i, ODD);
        }
        awa.keyValue().compactTo(3);
        var seen = new Seen();
        try (var watch = pairs.watch("", 1, seen)) {
            Awaitility.await().atMost(TIMEOUT).until(() -> !seen.lost.isEmpty());
            assertEquals(List.of("1-5"), seen.lost);
            awa.keyValue().set("k9", ODD);
            awaitSeen(seen, 1);
            assertEquals(List.of("k9"), seen.keys());
            assertEquals(6, watch.revision());
        }
    }

    @Test
    @SuppressWarnings("try") // opened for what they hold
    void watches_are_bounded_and_leave_no_thread() {
        for (int i = 0; i < 16; i++) {
            pairs.watch("", 0, new Seen());
        }
        var failure = assertThrows(IllegalStateException.class, () -> pairs.watch("", 0, new Seen()));
        assertTrue(failure.getMessage().contains("16 watches"), failure.getMessage());

        remote.close();

        Awaitility.await().atMost(TIMEOUT).until(() -> threads("awa-kv-watch") == 0);
        assertThrows(IllegalStateException.class, () -> pairs.watch("", 0, new Seen()));
    }

    @Test
    void a_watch_that_is_closed_makes_room_and_tells_nothing_more() {
        var seen = new Seen();
        for (int i = 0; i < 40; i++) {
            pairs.watch("", 0, seen).close();
        }
        Awaitility.await().atMost(TIMEOUT).until(() -> threads("awa-kv-watch") == 0);

        awa.keyValue().set("k", ODD);

        try (var watch = pairs.watch("", 1, seen)) {
            assertEquals(1, watch.revision());
            assertEquals(List.of(), seen.keys());
        }
    }

    /** Remembers what it hears. */
    private static final class Seen implements KvListener {
        final List<KvChange> changes = new CopyOnWriteArrayList<>();
        final List<String> lost = new CopyOnWriteArrayList<>();

        @Override
        public void changed(KvChange change) {
            changes.add(change);
        }

        @Override
        public void lost(long after, long resumed) {
            lost.add(after + "-" + resumed);
        }

        List<String> keys() {
            return changes.stream().map(KvChange::key).toList();
        }
    }

    private static void awaitSeen(Seen seen, int count) {
        Awaitility.await().atMost(TIMEOUT).until(() -> seen.changes.size() >= count);
    }

    private static long threads(String prefix) {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith(prefix))
                .count();
    }
}
