package io.arewealive.snmp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.arewealive.config.ConfigException;
import io.arewealive.event.EventStream;
import io.arewealive.event.EventType;
import io.arewealive.snmp.agent.EngineFile;
import io.arewealive.status.Severity;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Notifications, received by Net-SNMP's snmptrapd. */
@SuppressWarnings("try") // agents are opened for what they tell
class TrapIT {

    private static final String SNMPTRAPD = "/usr/sbin/snmptrapd";

    @TempDir
    private Path directory;

    private final int port = freePort();
    private final FakeAwa awa = FakeAwa.three()
            .with("awa.snmp.port", Integer.toString(freePort()))
            .withUser("monitor", "auth-secret", "priv-secret")
            .with("awa.snmp.trap.nms.target", "127.0.0.1:" + port);
    private Optional<Process> receiver = Optional.empty();

    @BeforeEach
    void look() {
        assumeTrue(Files.isExecutable(Path.of(SNMPTRAPD)), "snmptrapd is not installed; .ci/run installs it");
        awa.directory = Optional.of(directory);
    }

    @AfterEach
    void end() {
        receiver.ifPresent(Process::destroyForcibly);
    }

    @ParameterizedTest
    @CsvSource({"v3, true", "v3, false", "v2c, true", "v2c, false"})
    void every_kind_is_received_once_with_what_it_says(String version, boolean inform) throws Exception {
        awa.with("awa.snmp.trap.nms.version", version)
                .with("awa.snmp.trap.nms.inform", Boolean.toString(inform))
                .with("awa.snmp.trap.nms.community", "tell");
        receive();
        try (var agent = new SnmpFace().open(awa)) {
            lose("web-2");
            elect("web-1");

            await("awaLeaderChanged");
            assertEquals(1, received("awaNodeStatusChanged"), this::log);
            assertTrue(
                    log().matches(
                                    "(?s).*awaNodeStatusChanged.*awaClusterName.0 = STRING: demo.*awaEventNumber.1 = Counter64: 1 .*"
                                            + "awaEventSeverity.1 = INTEGER: critical\\(3\\).*awaNodeName.\\d+ = STRING: web-2.*"
                                            + "awaNodeStatus.\\d+ = INTEGER: offline\\(4\\).*awaNodeReason.\\d+ = STRING: process ended.*"
                                            + "awaEventMessage.1 = STRING: web-2!.*"),
                    this::log);
        }
        assertEquals(List.of(), awaThreads());
    }

    @Test
    void an_inform_is_repeated_until_the_receiver_is_there() throws Exception {
        try (var agent = new SnmpFace().open(awa)) {
            lose("web-2");
            lose("web-3");
            receive();

            await("STRING: web-3!");
            assertEquals(2, received("awaNodeStatusChanged"), this::log);
        }
    }

    @Test
    void who_did_not_lead_says_nothing_and_a_filter_holds() throws Exception {
        awa.with("awa.snmp.trap.nms.events", "awa.leader");
        receive();
        try (var agent = new SnmpFace().open(awa)) {
            lose("web-2"); // is not wanted
            elect("web-3");
            lose("web-2");
            elect("web-1");

            await("awaLeaderChanged");
            assertFalse(log().contains("awaNodeStatusChanged"), this::log);
            assertEquals(1, received("awaLeaderChanged"), this::log);
        }
    }

    @Test
    void the_loss_of_the_majority_and_its_return_are_told_by_one_node() throws Exception {
        receive();
        try (var agent = new SnmpFace().open(awa)) {
            awa.happen(EventStream.LOCAL, EventType.QUORUM, Severity.INFO, "cluster", Map.of("quorum", "false"));
            awa.happen(EventStream.LOCAL, EventType.QUORUM, Severity.CRITICAL, "cluster", Map.of("quorum", "false"));
            awa.happen(EventStream.LOCAL, EventType.QUORUM, Severity.INFO, "cluster", Map.of("quorum", "true"));

            await("awaQuorumRegained");
            assertEquals(1, received("awaQuorumLost"), this::log);
            assertTrue(log().contains("awaEventNumber.0 = Counter64: 0"), this::log);
        }
    }

    @Test
    void wrong_settings_are_named_all_at_once() {
        awa.with("awa.snmp.trap.a.user", "nobody")
                .with("awa.snmp.trap.nms.user", "nobody")
                .with("awa.snmp.trap.nms.events", "awa.everything")
                .with("awa.snmp.v2c.sources", "example.org")
                .with("awa.snmp.v2c.community", "x")
                .with("awa.snmp.users.half.auth-password", "long enough");

        var failure = assertThrows(ConfigException.class, () -> new SnmpFace().open(awa));

        assertEquals(5, failure.problems().size(), failure.getMessage());
    }

    private void lose(String node) {
        awa.happen(
                EventStream.CLUSTER,
                EventType.NODE_STATUS,
                Severity.CRITICAL,
                node,
                Map.of("from", "online", "to", "offline", "reason", "process ended"));
    }

    private void elect(String node) {
        awa.happen(EventStream.CLUSTER, EventType.LEADER, Severity.INFO, node, Map.of("leader", node, "term", "4"));
    }

    private void receive() throws IOException {
        var engine = EngineFile.next(
                Optional.of(directory), awa.status.viewerId().toString().replace("-", ""), Instant.now());
        Path config = Files.writeString(directory.resolve("snmptrapd.conf"), """
                createUser monitor SHA-256 auth-secret AES priv-secret
                createUser -e 0x%s monitor SHA-256 auth-secret AES priv-secret
                authUser log monitor priv
                authCommunity log tell
                """.formatted(
                        java.util.HexFormat.of().formatHex(engine.id().getValue())));
        var builder = new ProcessBuilder(
                        SNMPTRAPD,
                        "-f",
                        "-C",
                        "-c",
                        config.toString(),
                        "-Lf",
                        directory + "/traps.log",
                        "127.0.0.1:" + port)
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("trapd.out").toFile());
        builder.environment().put("SNMP_PERSISTENT_DIR", directory + "/state");
        builder.environment().put("MIBDIRS", Tool.MIBS + ":" + Tool.MIB.getParent());
        builder.environment().put("MIBS", "AWA-MIB");
        receiver = Optional.of(builder.start());
        Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> log().contains("NET-SNMP version"));
    }

    private void await(String text) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertTrue(log().contains(text), this::log));
    }

    private int received(String notice) {
        return log().split("OID: AWA-MIB::" + notice, -1).length - 1;
    }

    private String log() {
        Path file = directory.resolve("traps.log");
        try {
            return Files.exists(file) ? Files.readString(file) : "";
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static List<String> awaThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith("awa-"))
                .toList();
    }

    private static int freePort() {
        try (var socket = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
