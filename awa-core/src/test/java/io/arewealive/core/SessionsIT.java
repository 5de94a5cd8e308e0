package io.arewealive.core;

import static io.arewealive.core.TestCluster.awaiting;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.arewealive.core.channel.Outsider;
import io.arewealive.core.trust.ClusterKeys;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Somebody with a key of the cluster calls, and calls again when it is worth nothing any more. TLS would go on with the session of before. */
@Tag("A20")
class SessionsIT {

    @TempDir
    private Path directory;

    private Instant now = Instant.now();
    private TestKeys files;
    private ServerSocket door;
    private long called;

    @BeforeEach
    void prepare() throws Exception {
        files = TestKeys.make(directory);
        door = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    }

    @AfterEach
    void close() throws IOException {
        door.close();
    }

    @Test
    void a_session_of_before_is_worth_nothing_when_its_certificate_is_taken_out() throws Exception {
        SSLContext old = files.context();
        ClusterKeys keys = open();
        SSLSession standing = call(old, keys);
        assertTrue(isResumed(call(old, keys)), "TLS resumes, or this proves nothing");
        for (int stage = 1; stage <= 2; stage++) {
            files.renew(stage);
            assertTrue(keys.refresh().isPresent());
            assertTrue(keys.stillTrusts(standing), "stage " + stage);
            assertFalse(isResumed(call(old, keys)), "all show their certificates anew");
            assertTrue(isResumed(call(old, keys)));
        }

        files.renew(3);
        String changed = keys.refresh().orElseThrow();

        assertTrue(changed.contains("key-2 is presented; trusted are key-2 until"), changed);
        assertThrows(IOException.class, () -> call(old, keys));
        assertFalse(keys.stillTrusts(standing));
        call(files.context(), keys);
        assertTrue(keys.refresh().isEmpty(), "nothing has changed since");
    }

    @Test
    void a_session_of_before_does_not_outlive_its_certificate() throws Exception {
        SSLContext brief = files.trustAnother("brief", "-3d", 30);
        ClusterKeys keys = open();
        SSLSession standing = call(brief, keys);

        now = now.plus(Duration.ofDays(40));
        var refused = assertThrows(IOException.class, () -> call(brief, keys));

        assertTrue(refused.toString().contains("check: its certificate is not valid now"), refused::toString);
        assertTrue(keys.stillTrusts(standing), "connections that stand go on");
    }

    @Test
    void both_sides_agree_on_what_costs_the_launcher_least_whatever_a_caller_likes_best() throws Exception {
        ClusterKeys keys = open();

        assertEquals("TLS_CHACHA20_POLY1305_SHA256", call(files.context(), keys).getCipherSuite());
        try (SSLSocket caller = keys.client()) {
            assertEquals("TLS_CHACHA20_POLY1305_SHA256", caller.getEnabledCipherSuites()[0]);
        }
    }

    @Test
    void a_caller_that_has_only_another_suite_is_served_all_the_same() throws Exception {
        ClusterKeys keys = open();
        CompletableFuture<SSLSession> served = CompletableFuture.supplyAsync(() -> serve(keys));

        try (SSLSocket caller = (SSLSocket)
                files.context().getSocketFactory().createSocket(door.getInetAddress(), door.getLocalPort())) {
            caller.setEnabledCipherSuites(new String[] {"TLS_AES_128_GCM_SHA256"});
            assertEquals(1, caller.getInputStream().read());
        }

        assertEquals("TLS_AES_128_GCM_SHA256", served.join().getCipherSuite());
    }

    /** Shakes hands as this node would, says a byte and hangs up; the session as this side sees it. */
    private SSLSession call(SSLContext caller, ClusterKeys keys) throws IOException {
        long before = System.currentTimeMillis();
        awaiting().until(() -> System.currentTimeMillis() > before);
        called = System.currentTimeMillis();
        CompletableFuture<SSLSession> served = CompletableFuture.supplyAsync(() -> serve(keys));
        try (var outsider = Outsider.tls("127.0.0.1", door.getLocalPort(), caller)) {
            outsider.heard(5_000);
        } catch (IOException e) {
            // this side knows why
        }
        try {
            return served.join();
        } catch (CompletionException e) {
            throw new IOException(e.getCause());
        }
    }

    private SSLSession serve(ClusterKeys keys) {
        try (SSLSocket socket = keys.server(door.accept())) {
            socket.startHandshake();
            check(socket, keys);
            socket.getOutputStream().write(1);
            return socket.getSession();
        } catch (IOException e) {
            throw new CompletionException(e);
        }
    }

    private static void check(SSLSocket socket, ClusterKeys keys) throws SSLException {
        try {
            keys.check(socket.getSession());
        } catch (SSLException e) {
            throw new SSLException("check: " + e.getMessage(), e);
        }
    }

    /** A session that goes on began before its connection. */
    private boolean isResumed(SSLSession session) {
        return session.getCreationTime() < called;
    }

    private ClusterKeys open() throws IOException {
        return ClusterKeys.open(files.file(), files.password(), () -> now);
    }
}
