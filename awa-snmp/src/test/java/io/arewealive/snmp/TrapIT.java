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
import io.arewealive.snmp.agent.Network;
import io.arewealive.status.Severity;
import java.io.IOException;
import java.net.DatagramSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.snmp4j.mp.SnmpConstants;
import org.snmp4j.smi.OID;

/** Notifications, received by Net-SNMP's snmptrapd. */
@SuppressWarnings("try") // agents are opened for what they tell
class TrapIT {

    private static final String SNMPTRAPD = "/usr/sbin/snmptrapd";
    private static final Duration WHILE = Duration.ofSeconds(20);
    private static final int TRIES = 3; // until it is named
    private static final int MOST_IN_ONE = 4; // datagrams
    private static final int MANY = 200;

    @TempDir
    private Path directory;

    private final int port = UdpPorts.free();
    private final FakeAwa awa = FakeAwa.three()
            .with("awa.snmp.port", Integer.toString(UdpPorts.free()))
            .withUser("monitor", "auth-secret", "priv-secret")
            .with("awa.snmp.trap.nms.target", "127.0.0.1:" + port);
    private final List<Process> receivers = new ArrayList<>();

    @BeforeEach
    void look() {
        assumeTrue(Files.isExecutable(Path.of(SNMPTRAPD)), "snmptrapd is not installed; .ci/run installs it");
        awa.directory = Optional.of(directory);
    }

    @AfterEach
    void end() {
        receivers.forEach(Process::destroyForcibly);
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
    void why_a_node_was_away_is_no_reason_to_be_online() throws Exception {
        receive();
        try (var agent = new SnmpFace().open(awa)) {
            awa.happen(
                    EventStream.CLUSTER,
                    EventType.NODE_STATUS,
                    Severity.INFO,
                    "web-2",
                    Map.of("from", "offline", "to", "online", "reason", "process ended"));

            await("STRING: web-2!");
            assertTrue(log().matches("(?s).*online\\(2\\)\\s+AWA-MIB::awaNodeReason.\\d+ = STRING: \\s.*"), this::log);
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
    void a_receiver_that_does_not_know_the_user_is_asked_slowly_and_named_until_it_does() throws Exception {
        try (var relay = new Relay(port);
                var lines = new LogLines()) {
            awa.with("awa.snmp.trap.nms.target", "127.0.0.1:" + relay.port());
            Process stranger = receive(port, "stranger", "authUser log monitor priv");
            try (var agent = new SnmpFace().open(awa)) {
                lose("web-2");
                Awaitility.await()
                        .atMost(WHILE)
                        .until(() -> relay.sent() > MANY
                                || !lines.with("nms", "it does not know the user monitor")
                                        .isEmpty());
                assertTrue(relay.sent() <= TRIES * MOST_IN_ONE, () -> relay.sent() + " datagrams in three tries");

                stranger.destroyForcibly().waitFor();
                receive();
                await("STRING: web-2!");
                Awaitility.await()
                        .atMost(WHILE)
                        .until(() -> lines.with("INFO", "nms", "is told again").size() == 1);
                assertEquals(1, lines.with("WARN", "receiver nms").size());
                assertEquals(1, received("awaNodeStatusChanged"), this::log);
            }
        }
    }

    @Test
    void reports_of_any_kind_make_no_storm() throws Exception {
        List<OID> reports = List.of(
                SnmpConstants.usmStatsUnknownUserNames,
                SnmpConstants.usmStatsUnknownEngineIDs,
                SnmpConstants.usmStatsNotInTimeWindows,
                SnmpConstants.usmStatsWrongDigests,
                SnmpConstants.usmStatsDecryptionErrors,
                SnmpConstants.usmStatsUnsupportedSecLevels,
                SnmpConstants.sysUpTime);
        List<Liar> liars = new ArrayList<>();
        try (var lines = new LogLines()) {
            for (OID report : reports) {
                var liar = new Liar(report);
                awa.with("awa.snmp.trap.liar" + liars.size() + ".target", "127.0.0.1:" + liar.port());
                liars.add(liar);
            }
            try (var agent = new SnmpFace().open(awa)) {
                lose("web-2");
                Awaitility.await()
                        .atMost(WHILE)
                        .until(() -> liars.stream().anyMatch(liar -> liar.received() > MANY)
                                || lines.with("WARN", "receiver liar").size() == liars.size());
                List<Integer> counts = liars.stream().map(Liar::received).toList();
                assertTrue(
                        counts.stream().allMatch(count -> count <= TRIES * MOST_IN_ONE),
                        () -> counts + " datagrams in three tries");
                assertTrue(Collections.min(counts) >= TRIES, counts::toString);
            }
        } finally {
            liars.forEach(Liar::close);
        }
    }

    @Test
    @Tag("long")
    void receivers_that_cannot_be_told_are_named_once_with_the_cause() throws Exception {
        Map<String, List<String>> causes = Map.of(
                "nms", List.of("no answer", "see that it runs"),
                "lost", List.of("its host cannot be resolved", "correct awa.snmp.trap.lost.target"),
                "auth", List.of("it has another password for the user monitor"),
                "priv",
                        List.of(
                                "it is there and does not confirm",
                                "lets the user monitor in, with the same priv-password"),
                "shut",
                        List.of(
                                "it is there and does not confirm",
                                "lets the user monitor in, with the same priv-password"),
                "plain", List.of("no answer", "that it takes this community"));
        awa.with("awa.snmp.trap.lost.target", "nowhere.invalid:162");
        refuse("auth", "createUser monitor SHA-256 another-word AES priv-secret\nauthUser log monitor priv");
        refuse("priv", "createUser monitor SHA-256 auth-secret AES another-word\nauthUser log monitor priv");
        refuse("shut", "createUser monitor SHA-256 auth-secret AES priv-secret");
        refuse("plain", "authCommunity log another");
        awa.with("awa.snmp.trap.plain.version", "v2c").with("awa.snmp.trap.plain.community", "tell");
        try (var lines = new LogLines();
                var agent = new SnmpFace().open(awa)) {
            lose("web-2");
            lose("web-3");
            Awaitility.await()
                    .atMost(WHILE)
                    .until(() -> lines.with("WARN", "snmp: receiver ").size() >= causes.size());
            receive();
            Awaitility.await()
                    .atMost(WHILE)
                    .until(() -> !lines.with("INFO", "receiver nms at 127.0.0.1:" + port + " is told again")
                            .isEmpty());
            await("STRING: web-3!");

            assertEquals(causes.size(), lines.with("WARN", "snmp: receiver ").size());
            causes.forEach((name, texts) -> texts.forEach(text -> assertEquals(
                    1, lines.with("receiver " + name + " at ", text).size(), name)));
            assertEquals(1, lines.with("is told again").size());
        }
    }

    private void refuse(String name, String config) throws IOException {
        int at = UdpPorts.free();
        awa.with("awa.snmp.trap." + name + ".target", "127.0.0.1:" + at);
        receive(at, name, config);
    }

    @Test
    void a_receiver_that_becomes_another_engine_is_told() throws Exception {
        Process former = receive();
        try (var agent = new SnmpFace().open(awa)) {
            lose("web-2");
            await("STRING: web-2!");
            former.destroyForcibly().waitFor();
            receive(
                    port,
                    "traps",
                    "createUser monitor SHA-256 auth-secret AES priv-secret\nauthUser log monitor priv\n"
                            + "engineID another");
            lose("web-3");

            await("STRING: web-3!");
        }
    }

    @ParameterizedTest
    @CsvSource({"v3, true", "v3, false", "v2c, true", "v2c, false"})
    void a_receiver_of_the_other_family_is_told(String version, boolean inform) throws Exception {
        assumeTrue(hasIpv6(), "no IPv6 here");
        awa.with("awa.snmp.trap.nms.target", "[::1]:" + port)
                .with("awa.snmp.trap.nms.version", version)
                .with("awa.snmp.trap.nms.inform", Boolean.toString(inform))
                .with("awa.snmp.trap.nms.community", "tell");
        receive("udp6:[::1]:" + port, "traps", users());
        try (var agent = new SnmpFace().open(awa)) {
            lose("web-2");

            await("STRING: web-2!");
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

        assertEquals(6, failure.problems().size(), failure.getMessage());
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

    private Process receive() throws IOException {
        return receive(port, "traps", users());
    }

    private String users() {
        var engine = EngineFile.next(
                Optional.of(directory), awa.status.viewerId().toString().replace("-", ""), Instant.now());
        return """
                createUser monitor SHA-256 auth-secret AES priv-secret
                createUser -e 0x%s monitor SHA-256 auth-secret AES priv-secret
                authUser log monitor priv
                authCommunity log tell
                """.formatted(java.util.HexFormat.of().formatHex(engine.id().getValue()));
    }

    private Process receive(int at, String name, String config) throws IOException {
        return receive("127.0.0.1:" + at, name, config);
    }

    private Process receive(String at, String name, String config) throws IOException {
        String number = name + receivers.size();
        Path file = Files.writeString(directory.resolve(number + ".conf"), config + "\n");
        Path log = directory.resolve(name + ".log");
        Files.deleteIfExists(log);
        var builder = new ProcessBuilder(SNMPTRAPD, "-f", "-C", "-c", file.toString(), "-Lf", log.toString(), at)
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve(number + ".out").toFile());
        builder.environment().put("SNMP_PERSISTENT_DIR", directory + "/state-" + number);
        builder.environment().put("MIBDIRS", Tool.MIBS + ":" + Tool.MIB.getParent());
        builder.environment().put("MIBS", "AWA-MIB");
        Process process = builder.start();
        receivers.add(process);
        Awaitility.await()
                .atMost(Duration.ofSeconds(10))
                .until(() -> Files.exists(log) && Files.readString(log).contains("NET-SNMP version"));
        return process;
    }

    private static boolean hasIpv6() {
        try (var socket = new DatagramSocket(0, Network.parse("::1").address())) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }

    private void await(String text) {
        Awaitility.await().atMost(WHILE).untilAsserted(() -> assertTrue(log().contains(text), this::log));
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
}
