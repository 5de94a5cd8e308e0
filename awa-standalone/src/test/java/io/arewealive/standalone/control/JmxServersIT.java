package io.arewealive.standalone.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.arewealive.jmx.RemoteAwaException;
import io.arewealive.jmx.RemoteAwaException.Reason;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import javax.management.MBeanServerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JmxServersIT {

    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    @TempDir
    Path data;

    private final JmxServers servers = new JmxServers("alice");

    @Test
    void an_empty_directory_has_no_server() {
        var failure = assertThrows(NoServerException.class, () -> servers.of(data, TIMEOUT));

        assertTrue(failure.getMessage().contains("awa server"), failure::getMessage);
        assertTrue(failure.getMessage().contains("--data"), failure::getMessage);
    }

    @Test
    void what_a_killed_server_left_behind_is_no_server() throws Exception {
        var ended = new ProcessBuilder("true").start();
        ended.waitFor();
        var files = new RunFiles(data);
        files.create();
        files.write(Role.OPERATOR, Map.of("url", "127.0.0.1:1", "user", "operator", "password", "x"));
        files.writeForEveryone(Map.of("pid", Long.toString(ended.pid())));

        var failure = assertThrows(NoServerException.class, () -> servers.of(data, TIMEOUT));

        assertTrue(failure.getMessage().contains("has ended"), failure::getMessage);
    }

    @Test
    void a_process_without_a_node_is_told_apart() throws Exception {
        try (var control = ControlServer.open(data, MBeanServerFactory.newMBeanServer(), Map.of())) {
            assertEquals(data.resolve("run"), control.directory());

            var failure = assertThrows(RemoteAwaException.class, () -> servers.of(data, TIMEOUT));

            assertEquals(Reason.NO_NODE, failure.reason());
            assertTrue(failure.getMessage().length() < 200, failure::getMessage);
        }
    }
}
