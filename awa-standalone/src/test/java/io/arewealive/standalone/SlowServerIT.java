package io.arewealive.standalone;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.arewealive.core.log.KnownNodes;
import io.arewealive.core.step.StatusCodec;
import io.arewealive.node.Lifetime;
import io.arewealive.node.NodeId;
import io.arewealive.standalone.text.Pictures;
import io.arewealive.status.ClusterStatus;
import io.arewealive.status.NodeState;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Status beside a server that says nothing for a while; another node is a socket that answers when it is told to. */
@Tag("A17")
@Timeout(30)
class SlowServerIT {

    private static final int ANSWER = 0x41574161;
    private static final int QUESTION = 21;
    private static final ClusterStatus OTHERS =
            Pictures.cluster(List.of(Pictures.node("db-1", NodeState.OFFLINE, "unreachable")));

    private final CountDownLatch hereAnswers = new CountDownLatch(1);
    private final CountDownLatch otherWasAsked = new CountDownLatch(1);
    private final CountDownLatch otherAnswers = new CountDownLatch(1);
    private CommandFixture awa;
    private ServerSocket other;
    private volatile boolean hangsUp;

    @BeforeEach
    void startAnotherNode(@TempDir Path home) throws IOException {
        awa = new CommandFixture(home);
        awa.servers.hangingUntil(hereAnswers);
        other = new ServerSocket(0, 8, InetAddress.getLoopbackAddress());
        var rows = List.of(
                new KnownNodes.Row(NodeId.random(), "db-2", "127.0.0.1", other.getLocalPort(), Lifetime.PERMANENT));
        new KnownNodes(new UUID(4, 2), "orders", "db-1", 3, Instant.EPOCH, "loopback", rows)
                .write(Files.createDirectories(home.resolve("data")));
        inBackground(this::beAnotherNode);
    }

    @AfterEach
    void close() throws IOException {
        hereAnswers.countDown();
        otherAnswers.countDown();
        other.close();
    }

    @Test
    void where_it_hangs_another_node_is_asked_in_little_more_than_a_second() {
        otherAnswers.countDown();
        long begin = System.nanoTime();

        var run = awa.run("status");

        assertTrue(System.nanoTime() - begin < Duration.ofMillis(2_500).toNanos(), run::toString);
        assertEquals(2, run.code(), run::toString);
        assertTrue(run.err().contains("has not answered yet; it may hang"), run::toString);
        assertTrue(run.err().contains("awa: asked db-1 at 127.0.0.1:" + other.getLocalPort()), run::toString);
    }

    @Test
    void where_it_is_slow_and_answers_before_any_other_it_is_what_is_shown() {
        inBackground(() -> {
            otherWasAsked.await();
            hereAnswers.countDown();
        });

        var run = awa.run("status");

        assertEquals(0, run.code(), run::toString);
        assertEquals("", run.err());
        assertEquals(0, otherWasAsked.getCount(), "the other node was asked as well");
    }

    @Test
    void where_nobody_else_answers_it_is_waited_for() throws Exception {
        hangsUp = true;
        inBackground(() -> {
            otherWasAsked.await();
            await().until(() -> !othersAreBeingAsked());
            hereAnswers.countDown();
        });

        var run = awa.run("status");

        assertEquals(0, run.code(), run::toString);
        assertEquals("", run.err());
    }

    private static boolean othersAreBeingAsked() {
        return Thread.getAllStackTraces().keySet().stream()
                .anyMatch(thread -> thread.getName().equals("awa-there"));
    }

    private interface Work {
        void run() throws Exception;
    }

    private static void inBackground(Work work) {
        var thread = new Thread(() -> {
            try {
                work.run();
            } catch (Exception e) {
                // the test is over
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    private void beAnotherNode() throws Exception {
        try (Socket caller = other.accept()) {
            new DataInputStream(caller.getInputStream()).readFully(new byte[QUESTION]);
            otherWasAsked.countDown();
            if (hangsUp) {
                return;
            }
            otherAnswers.await();
            byte[] status = StatusCodec.encode(OTHERS).array();
            var out = new DataOutputStream(caller.getOutputStream());
            out.writeInt(ANSWER);
            out.writeByte(1);
            out.writeInt(status.length);
            out.write(status);
            out.flush();
        }
    }
}
