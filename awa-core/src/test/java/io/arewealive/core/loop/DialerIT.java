package io.arewealive.core.loop;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.arewealive.core.step.Effect;
import io.arewealive.core.step.Input;
import io.arewealive.node.NodeId;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a call to the port of a node tells, over real sockets and beside real processes. */
@Timeout(60)
class DialerIT {

    private static final NodeId PEER = new NodeId(new UUID(0, 7));
    private static final int KILLS = 5;
    private static final int PATIENCE_MILLIS = 5_000;

    private final Mailbox mailbox = new Mailbox();
    private final Dialer dialer = new Dialer("dialer-it", mailbox);

    @AfterEach
    void close() {
        dialer.close();
    }

    @Test
    void where_nobody_listens_the_host_refuses() throws Exception {
        int port;
        try (ServerSocket once = listen()) {
            port = once.getLocalPort();
        }

        dialer.dial(dial(port));

        awaitRefused();
    }

    @Test
    void who_takes_the_call_is_not_refused_and_is_hung_up_on() throws Exception {
        try (ServerSocket living = listen()) {
            dialer.dial(dial(living.getLocalPort()));

            try (Socket call = living.accept()) {
                assertEquals(-1, call.getInputStream().read(), "the dialer says nothing");
            }
            dialer.close();
            await().until(DialerIT::isQuiet);
            assertEquals(List.of(), taken());
        }
    }

    /** Hung up on too late, on a busy machine, the dialer takes the silence for an answer: then once more. */
    @Test
    void who_hangs_up_on_every_call_is_not_called_for_ever() throws Exception {
        try (ServerSocket full = listen()) {
            full.setSoTimeout(1_000);
            int most = 0;
            for (int i = 0; i < 10 && most < 3; i++) {
                dialer.dial(dial(full.getLocalPort()));
                most = Math.max(most, hangUpOnAll(full));
            }
            assertEquals(3, most);
            dialer.close();
            await().until(DialerIT::isQuiet);
            assertEquals(List.of(), taken());
        }
    }

    /** Returns how many calls came until none did. */
    private static int hangUpOnAll(ServerSocket door) throws IOException {
        int calls = 0;
        while (calls < 10) {
            try {
                hangUp(door.accept());
                calls++;
            } catch (SocketTimeoutException none) {
                return calls;
            }
        }
        return calls;
    }

    @Test
    void a_call_that_is_taken_just_before_the_port_is_closed_is_followed_by_another_that_is_refused() throws Exception {
        ServerSocket ending = listen();
        dialer.dial(dial(ending.getLocalPort()));

        Socket call = ending.accept();
        ending.close();
        hangUp(call);

        awaitRefused();
    }

    /** Its connections end first, and the port on which it listens is closed last: most calls in between are taken. */
    @Test
    @Tag("A15")
    void a_killed_process_that_is_called_the_moment_its_connection_ends_is_refused() throws Exception {
        for (int i = 0; i < KILLS; i++) {
            try (var victim = new Victim();
                    Socket connection = victim.connect()) {
                victim.process.destroyForcibly();
                awaitEnd(connection);

                dialer.dial(dial(victim.port));

                awaitRefused();
            }
        }
    }

    private static Effect.Dial dial(int port) {
        return new Effect.Dial(PEER, InetAddress.getLoopbackAddress().getHostAddress(), port);
    }

    private static ServerSocket listen() throws IOException {
        var door = new ServerSocket(0, 8, InetAddress.getLoopbackAddress());
        door.setSoTimeout(PATIENCE_MILLIS);
        return door;
    }

    private static void hangUp(Socket call) throws IOException {
        call.setSoLinger(true, 0);
        call.close();
    }

    private static void awaitEnd(Socket connection) {
        try {
            assertEquals(-1, connection.getInputStream().read());
        } catch (IOException e) {
            assertTrue(String.valueOf(e.getMessage()).contains("reset"), e.toString());
        }
    }

    private static boolean isQuiet() {
        return Thread.getAllStackTraces().keySet().stream()
                .noneMatch(thread -> thread.getName().equals("awa-work-dialer-it"));
    }

    private void awaitRefused() {
        List<Input> got = new ArrayList<>();
        await().pollInterval(Duration.ofMillis(5))
                .atMost(Duration.ofMillis(PATIENCE_MILLIS))
                .until(() -> {
                    got.addAll(taken());
                    return !got.isEmpty();
                });
        assertEquals(List.of(new Input.DialRefused(PEER)), got);
    }

    private List<Input> taken() throws InterruptedException {
        List<Input> got = new ArrayList<>();
        mailbox.take(got, 10, 0);
        return got;
    }

    /** A process that listens, and has one connection. */
    private static final class Victim implements AutoCloseable {

        private final Process process;
        private final BufferedReader said;
        private final int port;

        Victim() throws IOException {
            process = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-Xshare:auto",
                            "-XX:TieredStopAtLevel=1",
                            "-cp",
                            System.getProperty("java.class.path"),
                            Listening.class.getName())
                    .redirectErrorStream(true)
                    .start();
            said = process.inputReader(UTF_8);
            port = Integer.parseInt(said.readLine());
        }

        Socket connect() throws IOException {
            var socket = new Socket(InetAddress.getLoopbackAddress(), port);
            assertEquals("accepted", said.readLine());
            return socket;
        }

        @Override
        public void close() {
            process.destroyForcibly();
        }
    }

    /** What runs in that process, until its standard input ends. */
    static final class Listening {

        private Listening() {}

        public static void main(String[] arguments) throws IOException {
            try (ServerSocket door = listen()) {
                System.out.println(door.getLocalPort());
                try (Socket caller = door.accept()) {
                    System.out.println("accepted");
                    while (System.in.read() >= 0) {
                        // whoever started this ends it
                    }
                    caller.getOutputStream().flush();
                }
            }
        }
    }
}
