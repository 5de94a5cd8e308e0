package io.arewealive.jmx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.arewealive.event.Event;
import io.arewealive.event.EventStream;
import io.arewealive.event.EventType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import javax.management.MBeanServer;
import javax.management.MBeanServerFactory;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Events through real connectors: two of them show the same events, as two servers of a cluster would. */
class RemoteEventsIT {

    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final MBeanServer server = MBeanServerFactory.newMBeanServer();
    private final FakeAwa awa = new FakeAwa("demo", "web-1");
    private final List<JmxServer> connectors = new ArrayList<>();
    private final List<Supplier<RemoteServer>> servers = new ArrayList<>();
    private final List<Event> told = new CopyOnWriteArrayList<>();
    private AutoCloseable face;
    private RemoteAwa remote;

    @BeforeEach
    void connect() throws Exception {
        face = new JmxFace().open(FakeContext.of(awa, server));
        for (int i = 0; i < 2; i++) {
            var connector = JmxServer.start(server);
            connectors.add(connector);
            servers.add(() -> new RemoteServer(connector.url().toString(), "operator", "secret"));
        }
        remote = RemoteAwa.connect(servers, TIMEOUT);
    }

    @AfterEach
    void disconnect() throws Exception {
        remote.close();
        for (var connector : connectors) {
            connector.close();
        }
        face.close();
    }

    @Test
    void a_follower_is_told_each_event_once_while_a_server_is_lost() {
        happens(3);
        try (var follower = remote.follow(EventStream.CLUSTER, 1, told::add)) {
            awaitNumbers(2, 3);

            happens(2);
            awaitNumbers(2, 5);
            connectors.get(0).kill();
            happens(20);
            awaitNumbers(2, 25);

            assertEquals(awa.events().since(EventStream.CLUSTER, 1, 100), told);
            Awaitility.await().until(() -> follower.number() == 25);
        }
    }

    @Test
    void a_follower_that_is_slow_loses_nothing() throws Exception {
        var slow = new CountDownLatch(1);
        try (var follower = remote.follow(EventStream.CLUSTER, 0, event -> {
            try {
                slow.await();
            } catch (InterruptedException e) {
                throw new AssertionError("a listener is not interrupted", e);
            }
            told.add(event);
        })) {
            happens(2_500);
            assertEquals(0, follower.number());

            slow.countDown();

            awaitNumbers(1, 2_500);
        }
    }

    @Test
    void what_a_listener_throws_stops_nothing() {
        try (var follower = remote.follow(EventStream.CLUSTER, 0, event -> {
            told.add(event);
            throw new IllegalStateException("planted");
        })) {
            happens(3);

            awaitNumbers(1, 3);
            Awaitility.await().until(() -> follower.number() == 3);
        }
    }

    @Test
    void local_events_are_followed_at_one_server_alone() {
        assertThrows(IllegalArgumentException.class, () -> remote.follow(EventStream.LOCAL, 0, told::add));

        try (var one = RemoteAwa.connect(servers.subList(0, 1), TIMEOUT);
                var follower = one.follow(EventStream.LOCAL, 0, told::add)) {
            awa.emit(EventStream.LOCAL, EventType.QUORUM, "cluster", "seen here");

            Awaitility.await().until(() -> told.size() == 1);
            Awaitility.await().until(() -> follower.number() == 1);
        }
    }

    @Test
    void closing_ends_the_thread_that_waits() {
        remote.follow(EventStream.CLUSTER, 0, told::add);
        Awaitility.await().until(RemoteEventsIT::somebodyFollows);

        remote.close();

        Awaitility.await().until(() -> !somebodyFollows());
        assertThrows(IllegalStateException.class, () -> remote.follow(EventStream.CLUSTER, 0, told::add));
    }

    @Test
    void a_waiting_question_is_answered_when_the_beans_go() throws Exception {
        try (var follower = remote.follow(EventStream.CLUSTER, 0, told::add)) {
            Awaitility.await().until(RemoteEventsIT::somebodyFollows);
            face.close();

            face = new JmxFace().open(FakeContext.of(awa, server));
            happens(1);

            awaitNumbers(1, 1);
            assertFalse(told.isEmpty(), follower::toString);
        }
    }

    private void happens(int times) {
        for (int i = 0; i < times; i++) {
            awa.emit(EventStream.CLUSTER, EventType.LEADER, "web-1", "agreed");
        }
    }

    private void awaitNumbers(long first, long last) {
        List<Long> wanted = LongStream.rangeClosed(first, last).boxed().toList();
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .untilAsserted(() ->
                        assertEquals(wanted, told.stream().map(Event::number).toList()));
    }

    private static boolean somebodyFollows() {
        return Thread.getAllStackTraces().keySet().stream()
                .anyMatch(thread -> thread.getName().startsWith("awa-events-"));
    }
}
