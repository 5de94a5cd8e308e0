package io.arewealive.standalone.elsewhere;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.arewealive.core.channel.Enquirer;
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
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Asks sockets that answer as a node does, late, wrongly, or not at all. */
class RoundIT {

    private static final int ANSWER = 0x41574161;
    private static final int QUESTION = 21;
    private static final ClusterStatus WHOLE = Pictures.cluster(List.of(Pictures.node("db-1", NodeState.ONLINE, "")));
    private static final ClusterStatus SPLIT =
            Pictures.cluster(List.of(Pictures.node("db-1", NodeState.OFFLINE, "")), false, false);

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<ServerSocket> sockets = new ArrayList<>();
    private final List<KnownNodes.Row> rows = new ArrayList<>();
    private final CountDownLatch over = new CountDownLatch(1);

    private interface Answering {
        void to(DataOutputStream caller) throws Exception;
    }

    @AfterEach
    void close() throws IOException {
        over.countDown();
        threads.shutdownNow();
        for (ServerSocket socket : sockets) {
            socket.close();
        }
    }

    @Test
    void a_picture_with_a_quorum_counts_before_one_of_the_lesser_side() throws Exception {
        CountDownLatch lesserHasAnswered = new CountDownLatch(1);
        node("lesser", out -> {
            answer(out, SPLIT);
            lesserHasAnswered.countDown();
        });
        node("greater", out -> {
            lesserHasAnswered.await(5, TimeUnit.SECONDS);
            answer(out, WHOLE);
        });
        node("silent", out -> over.await());

        assertEquals(WHOLE, ask().answer().orElseThrow().status());
    }

    @Test
    void without_a_quorum_anywhere_the_answer_does_not_wait_for_the_silent() throws Exception {
        node("lesser", out -> answer(out, SPLIT));
        node("silent", out -> over.await());
        long begin = System.nanoTime();

        assertEquals(SPLIT, ask().answer().orElseThrow().status());

        assertTrue(System.nanoTime() - begin < Duration.ofMillis(1_500).toNanos());
    }

    @Test
    @Tag("A20")
    void whatever_comes_back_instead_of_an_answer_is_told_in_time() throws Exception {
        node("dead", out -> {});
        sockets.get(0).close();
        node("mute", out -> {});
        node("web", out -> out.writeBytes("HTTP/1.1 400 Bad Request\r\n\r\n"));
        node("liar", out -> {
            out.writeInt(ANSWER);
            out.writeByte(1);
            out.writeInt(1_900_000_000);
        });
        node("newer", out -> {
            out.writeInt(ANSWER);
            out.writeByte(2);
        });
        node("garbled", out -> {
            out.writeInt(ANSWER);
            out.writeByte(1);
            out.writeInt(3);
            out.write(new byte[] {1, 2, 3});
        });
        node("silent", out -> over.await());
        node("dripping", out -> {
            out.writeInt(ANSWER);
            out.writeByte(1);
            out.writeInt(1_000);
            while (!over.await(100, TimeUnit.MILLISECONDS)) {
                out.writeByte(1);
            }
        });
        long begin = System.nanoTime();

        Round round = ask();

        assertTrue(
                System.nanoTime() - begin < Duration.ofMillis(3_500).toNanos(),
                "two seconds, and some for the machine");
        assertEquals(Optional.empty(), round.answer());
        assertFailed(round, "dead", "connection refused");
        assertFailed(round, "mute", "it hung up");
        assertFailed(round, "web", "what it says is no answer to the question");
        assertFailed(round, "liar", "it claims a status of 1900000000 bytes");
        assertFailed(round, "newer", "another protocol: an answer of version 2");
        assertFailed(round, "garbled", "its answer cannot be read");
        assertFailed(round, "silent", "no answer within 1000 ms");
        assertFailed(round, "dripping", "no answer within 2 s");
    }

    @Test
    void the_server_that_is_down_is_not_asked_and_alone_it_is_no_failure_of_others() throws Exception {
        node("self", out -> answer(out, WHOLE));

        Round round = ask();

        assertEquals(Optional.empty(), round.answer());
        assertTrue(round.failures().isEmpty());
    }

    private static void assertFailed(Round round, String name, String why) {
        String told = round.failures().getOrDefault(name, "");
        assertTrue(told.startsWith(why), name + ": " + told);
    }

    private Round ask() throws InterruptedException {
        var known = new KnownNodes(new UUID(4, 2), "orders", "self", 3, Instant.EPOCH, "loopback", rows);
        return Round.of(known, new Enquirer(Optional.empty(), Duration.ofSeconds(1)));
    }

    private static void answer(DataOutputStream out, ClusterStatus status) throws IOException {
        byte[] bytes = StatusCodec.encode(status).array();
        out.writeInt(ANSWER);
        out.writeByte(1);
        out.writeInt(bytes.length);
        out.write(bytes);
        out.flush();
    }

    /** A row whose address reads a question and then does this. */
    private void node(String name, Answering answering) throws IOException {
        ServerSocket socket = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        sockets.add(socket);
        rows.add(new KnownNodes.Row(NodeId.random(), name, "127.0.0.1", socket.getLocalPort(), Lifetime.PERMANENT));
        Future<?> unused = threads.submit(() -> {
            try (Socket caller = socket.accept()) {
                new DataInputStream(caller.getInputStream()).readFully(new byte[QUESTION]);
                answering.to(new DataOutputStream(caller.getOutputStream()));
            }
            return null;
        });
    }
}
