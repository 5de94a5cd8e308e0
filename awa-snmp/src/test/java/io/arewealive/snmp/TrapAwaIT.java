package io.arewealive.snmp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.arewealive.event.EventStream;
import io.arewealive.event.EventType;
import io.arewealive.status.Severity;
import java.io.BufferedReader;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From a notification, through a real snmptrapd, to the command file of Nagios. */
@SuppressWarnings("try") // agents are opened for what they tell
class TrapAwaIT {

    private static final String SNMPTRAPD = "/usr/sbin/snmptrapd";
    private static final Path HANDLER =
            Path.of("../awa-standalone/src/dist/bin/trap_awa").toAbsolutePath();

    @TempDir
    private Path directory;

    private Path pipe = Path.of("");

    @BeforeEach
    void makePipe() throws Exception {
        assumeTrue(Files.isExecutable(Path.of(SNMPTRAPD)), "snmptrapd is not installed; .ci/run installs it");
        pipe = directory.resolve("nagios.cmd");
        assertEquals(0, new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor());
    }

    @Test
    void nagios_is_told_to_look_at_the_service_and_at_the_node() throws Exception {
        int port = UdpPorts.free();
        var awa = FakeAwa.three()
                .with("awa.snmp.port", Integer.toString(UdpPorts.free()))
                .withUser("monitor", "auth-secret", "priv-secret")
                .with("awa.snmp.trap.nms.target", "127.0.0.1:" + port);
        Process receiver = receive(port);
        try (var commands = new Commands();
                var agent = new SnmpFace().open(awa)) {
            awa.happen(EventStream.CLUSTER, EventType.NODE_STATUS, Severity.CRITICAL, "web-2", Map.of("to", "offline"));
            assertEquals("SCHEDULE_FORCED_SVC_CHECK;awa-demo;AWA", commands.next());
            assertEquals("SCHEDULE_FORCED_HOST_CHECK;web-2", commands.next());

            awa.happen(EventStream.CLUSTER, EventType.LEADER, Severity.INFO, "web-1", Map.of("leader", "web-1"));
            assertEquals("SCHEDULE_FORCED_SVC_CHECK;awa-demo;AWA", commands.next());
        } finally {
            receiver.destroyForcibly();
        }
    }

    @Test
    void names_and_numbers_are_understood_and_nothing_else_becomes_a_command() throws Exception {
        try (var commands = new Commands()) {
            assertEquals("", handle("""
                    host
                    UDP: [127.0.0.1]:1->[127.0.0.1]:2
                    AWA-MIB::awaClusterName.0 "orders"
                    AWA-MIB::awaNodeName.77 "db-1"
                    AWA-MIB::awaEventMessage.9 "db-1;[1] STOP_EXECUTING_SVC_CHECKS"
                    """, pipe.toString(), "awa"));
            assertEquals("SCHEDULE_FORCED_SVC_CHECK;awa-orders;awa", commands.next());
            assertEquals("SCHEDULE_FORCED_HOST_CHECK;db-1", commands.next());

            assertEquals("", handle("host\nUDP\n.1.3.6.1.4.1.5.1.1.1.0 other\n", pipe.toString())); // somebody else's
            assertEquals(
                    "",
                    handle(
                            "host\nUDP\nROOT.1.1.1.0 \"a;b $(id)\"\nROOT.1.2.1.2.5 \"x`id`\"\nROOT.1.4.1.7.5 \"x\"\n"
                                    .replace("ROOT", "." + Mib.DEFAULT_ROOT),
                            pipe.toString()));
            assertEquals("SCHEDULE_FORCED_SVC_CHECK;awa-abid;AWA", commands.next());
            assertEquals("SCHEDULE_FORCED_HOST_CHECK;xid", commands.next());
        }
    }

    @Test
    void a_command_file_that_is_not_there_is_named() throws Exception {
        String gone = directory.resolve("gone").toString();

        assertTrue(handle("host\n", gone).contains("trap_awa: " + gone + " is no named pipe"));
    }

    @Test
    void a_command_file_that_nobody_reads_is_named_too() throws Exception {
        String out = handle(
                "host\nUDP\nAWA-MIB::awaClusterName.0 \"orders\"\nAWA-MIB::awaEventMessage.9 \"!\"\n", pipe.toString());

        assertTrue(out.contains("trap_awa: nobody reads " + pipe), out);
    }

    private Process receive(int port) throws IOException {
        Path config = directory.resolve("snmptrapd.conf");
        Files.writeString(config, """
                createUser monitor SHA-256 auth-secret AES priv-secret
                authUser log,execute monitor priv
                traphandle default %s %s
                """.formatted(HANDLER, pipe));
        var builder = new ProcessBuilder(
                        SNMPTRAPD, "-f", "-C", "-c", config.toString(), "-m", "", "-On", "-Lo", "127.0.0.1:" + port)
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("snmptrapd.log").toFile());
        builder.environment()
                .put("SNMP_PERSISTENT_DIR", directory.resolve("state").toString());
        Process process = builder.start();
        Awaitility.await()
                .until(() ->
                        Files.readString(directory.resolve("snmptrapd.log")).contains("NET-SNMP"));
        return process;
    }

    private static String handle(String notification, String... arguments) throws Exception {
        var words = new java.util.ArrayList<>(List.of(HANDLER.toString()));
        words.addAll(List.of(arguments));
        Process process = new ProcessBuilder(words).redirectErrorStream(true).start();
        try (var in = process.getOutputStream()) {
            in.write(notification.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            // it has ended before it read all
        }
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return out;
    }

    /** Reads the pipe as Nagios does; opened for reading and writing, so that no end is seen between two writers. */
    private final class Commands implements AutoCloseable {

        private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
        private final RandomAccessFile file;
        private volatile boolean closed;

        Commands() throws IOException {
            file = new RandomAccessFile(pipe.toFile(), "rw");
            var thread = new Thread(this::read, "commands");
            thread.setDaemon(true);
            thread.start();
        }

        private void read() {
            try (var reader = new BufferedReader(
                    new InputStreamReader(new FileInputStream(file.getFD()), StandardCharsets.UTF_8))) {
                for (String line = reader.readLine(); line != null && !closed; line = reader.readLine()) {
                    lines.add(line);
                }
            } catch (IOException e) {
                // closed
            }
        }

        /** The next command, without its times. */
        String next() throws InterruptedException {
            String line = lines.poll(30, TimeUnit.SECONDS);
            assertTrue(line != null && line.matches("\\[\\d+] .*;\\d+"), () -> "" + line);
            return line.replaceAll("^\\[\\d+] |;\\d+$", "");
        }

        /** A write wakes the reader, which a close alone would not. */
        @Override
        public void close() throws IOException {
            closed = true;
            file.writeBytes("\n");
        }
    }
}
