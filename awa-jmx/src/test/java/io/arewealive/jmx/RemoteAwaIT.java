package io.arewealive.jmx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.arewealive.event.EventStream;
import io.arewealive.event.EventType;
import io.arewealive.jmx.RemoteAwaException.Reason;
import io.arewealive.node.ChangesSince;
import io.arewealive.node.CommandId;
import io.arewealive.node.EditOutcome;
import io.arewealive.node.Fate;
import io.arewealive.node.NodeEdit;
import io.arewealive.node.NodeId;
import io.arewealive.node.NodeTable;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import javax.management.MBeanServer;
import javax.management.MBeanServerFactory;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RemoteAwaIT {

    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final MBeanServer server = MBeanServerFactory.newMBeanServer();
    private final FakeAwa awa = FakeAwa.threeNodes();
    private AutoCloseable face;
    private JmxServer connector;
    private RemoteAwa remote;

    @BeforeEach
    void connect() throws Exception {
        face = new JmxFace().open(FakeContext.of(awa, server));
        connector = JmxServer.start(server);
        remote = RemoteAwa.connect(connector.url(), "operator", "secret", TIMEOUT);
    }

    @AfterEach
    void disconnect() throws Exception {
        remote.close();
        connector.close();
        face.close();
    }

    @Test
    void the_status_arrives_as_it_was_published() {
        assertEquals(awa.status(), remote.status());
        assertEquals(awa.status(), remote.askStatus(Duration.ofSeconds(1)));
    }

    @Test
    void the_table_and_its_changes_arrive_as_they_are() {
        var nodes = remote.nodes();

        assertEquals(awa.nodes().version(), nodes.version());
        assertEquals(awa.nodes().hash(), nodes.hash());
        assertEquals(awa.nodes().list(), nodes.list());
        assertEquals(awa.nodes().find("web-2"), nodes.find("web-2"));
        assertEquals(awa.nodes().changesSince(1, 100), nodes.changesSince(1, 100));
        assertEquals(
                1,
                assertInstanceOf(ChangesSince.Changes.class, nodes.changesSince(0, 1))
                        .changes()
                        .size());
    }

    @Test
    void below_the_floor_the_whole_table_arrives() {
        ((FakeTable) awa.nodes()).compactTo(2);

        assertInstanceOf(ChangesSince.Snapshot.class, remote.nodes().changesSince(1, 100));
        assertEquals(awa.nodes().changesSince(1, 100), remote.nodes().changesSince(1, 100));
    }

    @Test
    void an_edit_gives_the_outcome_the_server_gave() {
        var commandId = CommandId.random();
        var nodes = remote.nodes();
        var id = awa.nodes().find("web-2").orElseThrow().id();

        assertEquals(
                new EditOutcome.Applied(commandId, 4, false, 2),
                nodes.add(commandId, "web-4", "10.0.0.4", 7800, NodeTable.DEFAULT_TIMEOUT));
        assertEquals(new Fate.Applied(4), nodes.fateOf(commandId));
        assertInstanceOf(Fate.NotKnown.class, nodes.fateOf(CommandId.random()));
        assertInstanceOf(EditOutcome.Refused.class, nodes.add("web-4", "10.0.0.4", 7800));
        assertInstanceOf(
                EditOutcome.Applied.class, nodes.update(id, NodeEdit.none().withPort(7900)));
        assertEquals(7900, nodes.find("web-2").orElseThrow().port());
        assertEquals("web-2", nodes.find("web-2").orElseThrow().name());
        assertEquals(
                EditOutcome.Refusal.NODE_IS_LIVE,
                assertInstanceOf(EditOutcome.Refused.class, nodes.delete(awa.id(), false))
                        .reason());
        assertEquals(
                EditOutcome.Refusal.NO_SUCH_NODE,
                assertInstanceOf(EditOutcome.Refused.class, nodes.delete(NodeId.random(), true))
                        .reason());
        assertInstanceOf(EditOutcome.Applied.class, nodes.delete(id, false));
        assertEquals(awa.nodes().changesSince(0, 100), nodes.changesSince(0, 100));
    }

    @Test
    void a_retried_delete_learns_that_it_had_been_applied() {
        var id = awa.nodes().find("web-2").orElseThrow().id();
        var commandId = CommandId.random();
        remote.nodes().delete(commandId, id, false, NodeTable.DEFAULT_TIMEOUT);

        assertEquals(
                new EditOutcome.Applied(commandId, 4, true, 2),
                remote.nodes().delete(commandId, id, false, NodeTable.DEFAULT_TIMEOUT));
    }

    @Test
    void events_and_settings_arrive_as_they_are() {
        awa.emit(EventStream.LOCAL, EventType.QUORUM, "cluster", "the majority is gone");
        var commandId = CommandId.random();

        assertEquals(1, remote.events().last(EventStream.LOCAL));
        assertEquals(
                awa.events().since(EventStream.LOCAL, 0, 10), remote.events().since(EventStream.LOCAL, 0, 10));
        assertEquals(
                awa.events().since(EventStream.CLUSTER, 1, 10), remote.events().since(EventStream.CLUSTER, 1, 10));
        assertInstanceOf(
                EditOutcome.Applied.class, remote.settings().set(commandId, "awa.lease", "5s", Duration.ofSeconds(1)));
        assertEquals(awa.settings().effective(), remote.settings().effective());
    }

    @Test
    void a_bad_argument_comes_back_as_a_plain_message() {
        var failure = assertThrows(
                IllegalArgumentException.class, () -> remote.nodes().add("no space", "10.0.0.4", 7800));

        assertTrue(failure.getMessage().contains("no space"), failure.getMessage());
    }

    @Test
    void a_wrong_password_is_not_allowed() {
        var failure = assertThrows(
                RemoteAwaException.class, () -> RemoteAwa.connect(connector.url(), "operator", "guess", TIMEOUT));

        assertEquals(Reason.NOT_ALLOWED, failure.reason());
    }

    @Test
    void a_server_that_is_not_there_is_not_reachable() throws Exception {
        int port;
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }

        var failure =
                assertThrows(RemoteAwaException.class, () -> RemoteAwa.connect("127.0.0.1:" + port, "", "", TIMEOUT));

        assertEquals(Reason.NOT_REACHABLE, failure.reason());
    }

    @Test
    void a_server_that_hangs_while_connecting_gives_no_answer_in_time() throws Exception {
        try (var silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var failure = assertThrows(
                    RemoteAwaException.class,
                    () -> RemoteAwa.connect("127.0.0.1:" + silent.getLocalPort(), "", "", Duration.ofMillis(300)));

            assertEquals(Reason.NO_ANSWER, failure.reason());
        }
    }

    @Test
    void a_server_that_hangs_in_a_call_gives_no_answer_in_time() {
        var release = new CountDownLatch(1);
        awa.whenAsked(() -> await(release));
        try (var hasty = RemoteAwa.connect(connector.url(), "operator", "secret", Duration.ofMillis(500))) {
            var failure = assertThrows(RemoteAwaException.class, () -> hasty.askStatus(Duration.ofMillis(1)));

            assertEquals(Reason.NO_ANSWER, failure.reason());
        } finally {
            release.countDown();
        }
    }

    @Test
    void an_edit_whose_answer_never_comes_is_unknown_and_says_its_command() throws Exception {
        var commandId = CommandId.random();
        connector.close();

        var outcome = remote.nodes().add(commandId, "web-7", "10.0.0.7", 7800, Duration.ofSeconds(1));

        assertEquals(
                commandId, assertInstanceOf(EditOutcome.Unknown.class, outcome).commandId());
    }

    @Test
    void a_jvm_without_a_node_says_so() throws Exception {
        face.close();

        var failure = assertThrows(RemoteAwaException.class, remote::status);
        assertEquals(Reason.NO_NODE, failure.reason());
        assertEquals(
                Reason.NO_NODE,
                assertThrows(
                                RemoteAwaException.class,
                                () -> RemoteAwa.connect(connector.url(), "operator", "secret", TIMEOUT))
                        .reason());
    }

    @Test
    void fifty_connections_leave_no_thread() {
        for (int i = 0; i < 50; i++) {
            try (var again = RemoteAwa.connect(connector.url(), "operator", "secret", TIMEOUT)) {
                assertEquals("demo", again.status().cluster());
            }
        }

        Awaitility.await().atMost(TIMEOUT).until(() -> threads("awa-remote") <= 4 && threads("JMX client") == 0);
    }

    @Test
    void a_renamed_server_is_found_again() {
        awa.rename("web-9");
        awa.emit(EventStream.CLUSTER, EventType.TABLE_CHANGE, "web-9", "renamed");

        assertEquals("web-9", remote.status().viewer());
    }

    private static long threads(String prefix) {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith(prefix))
                .count();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
