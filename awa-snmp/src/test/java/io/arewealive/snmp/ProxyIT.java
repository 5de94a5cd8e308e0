package io.arewealive.snmp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Net-SNMP's own agent in front, with the line of docs/snmp.md: one agent of a host serves both. */
@SuppressWarnings("try") // agents are opened for what they answer
class ProxyIT {

    private static final String SNMPD = "/usr/sbin/snmpd";

    @TempDir
    private Path directory;

    @Test
    void snmpd_passes_our_part_of_the_tree_on() throws Exception {
        assumeTrue(Files.isExecutable(Path.of(SNMPD)), "snmpd is not installed; .ci/run installs it");
        int port = UdpPorts.free();
        int front = UdpPorts.free();
        var awa = FakeAwa.three()
                .with("awa.snmp.port", Integer.toString(port))
                .withUser("monitor", "auth-secret", "priv-secret");
        Path config = Files.writeString(directory.resolve("snmpd.conf"), """
                agentAddress udp:127.0.0.1:%d
                rocommunity look 127.0.0.1
                %s
                """.formatted(
                        front, proxyLine().replace("localhost:1161", "127.0.0.1:" + port)));
        try (var agent = new SnmpFace().open(awa)) {
            var builder = new ProcessBuilder(
                            SNMPD, "-f", "-C", "-c", config.toString(), "-Lf", directory + "/snmpd.log", "-I", "-smux")
                    .redirectErrorStream(true)
                    .redirectOutput(directory.resolve("snmpd.out").toFile());
            builder.environment().put("SNMP_PERSISTENT_DIR", directory + "/state");
            Process snmpd = builder.start();
            try {
                Awaitility.await()
                        .atMost(Duration.ofSeconds(20))
                        .until(() -> get(front, Mib.DEFAULT_ROOT + ".1.1.1.0").contains("demo"));
                assertTrue(get(front, "1.3.6.1.2.1.1.1.0").contains("Linux"));
                List<String> walked = walk(front);
                assertEquals(16 + 3 * 12 - 5, walked.size(), walked::toString);
            } finally {
                snmpd.destroyForcibly().waitFor();
            }
        }
    }

    /** The one that people copy. */
    private static String proxyLine() throws IOException {
        return Files.readAllLines(Path.of("../docs/snmp.md")).stream()
                .filter(line -> line.startsWith("proxy "))
                .findFirst()
                .orElseThrow()
                .replace("look-at-me", "auth-secret")
                .replace("and-not-at-this", "priv-secret");
    }

    private static String get(int port, String oid) throws Exception {
        return Tool.run("snmpget", "-v2c", "-c", "look", "-r", "0", "127.0.0.1:" + port, oid)
                .out();
    }

    private static List<String> walk(int port) throws Exception {
        return Tool.run("snmpbulkwalk", "-v2c", "-c", "look", "-On", "127.0.0.1:" + port, Mib.DEFAULT_ROOT)
                .lines();
    }
}
