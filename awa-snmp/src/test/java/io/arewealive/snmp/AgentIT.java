package io.arewealive.snmp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.arewealive.StartException;
import io.arewealive.event.EventStream;
import io.arewealive.event.EventType;
import io.arewealive.snmp.mib.NodeIndexes;
import io.arewealive.status.NodeState;
import io.arewealive.status.NodeStatus;
import io.arewealive.status.Role;
import io.arewealive.status.Severity;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.snmp4j.smi.OID;

/** The agent, asked by Net-SNMP's programs. */
@SuppressWarnings("try") // agents are opened for what they answer
class AgentIT {

    private static final String ROOT = Mib.DEFAULT_ROOT;
    private static final String CLUSTER_NAME = ROOT + ".1.1.1.0";
    private static final String NODES = ROOT + ".1.2";

    @TempDir
    private Path directory;

    private final int port = UdpPorts.free();
    private final FakeAwa awa = FakeAwa.three()
            .with("awa.snmp.port", Integer.toString(port))
            .withUser("monitor", "auth-secret", "priv-secret")
            .withUser("strong", "auth-secret-2", "priv-secret-2")
            .with("awa.snmp.users.strong.auth-protocol", "SHA-512")
            .with("awa.snmp.users.strong.priv-protocol", "AES-256");

    @Test
    void both_suites_of_snmpv3_are_answered() throws Exception {
        try (var agent = open()) {
            assertEquals("demo", value(v3("snmpget", CLUSTER_NAME)));
            assertEquals(
                    "demo",
                    value(Tool.run(words(
                            "snmpget -v3 -u strong -l authPriv -a SHA-512 -A auth-secret-2 -x AES-256 -X priv-secret-2 -Oqv",
                            at(),
                            CLUSTER_NAME))));
        }
    }

    @Test
    void walks_by_next_and_by_bulk_are_rising_complete_and_equal() throws Exception {
        IntStream.range(0, 30).forEach(i -> awa.change("n" + i));
        awa.happen(EventStream.CLUSTER, EventType.NODE_STATUS, Severity.CRITICAL, "web-2", Map.of("to", "offline"));
        try (var agent = open()) {
            List<String> walk = ageless(v3("snmpwalk", "-On", ROOT));
            List<String> bulk = ageless(v3("snmpbulkwalk", "-On", ROOT));

            assertEquals(walk, bulk);
            List<OID> oids = oids(walk);
            assertEquals(oids.stream().sorted().distinct().toList(), oids);
            // 16 scalars; 3 nodes of 13 columns, of which 1 is in no maintenance and 1 was never heard; 30 changes, 1
            // event
            assertEquals(16 + 3 * 12 - 5 + 30 * 9 + 7, oids.size());
        }
    }

    @Test
    void a_table_of_nodes_is_read_as_one() throws Exception {
        try (var agent = open()) {
            String table = v3("snmptable", "-Cb", "AWA-MIB::awaNodeTable").out();

            assertTrue(table.contains("Name") && table.contains("web-2"), table);
            assertTrue(table.contains("offline") && table.contains("process ended"), table);
            long index = NodeIndexes.of(List.of("web-1", "web-2", "web-3")).get("web-3");
            assertEquals("unknown", value(v3("snmpget", "AWA-MIB::awaNodeStatus." + index)));
            assertTrue(v3("snmpget", "AWA-MIB::awaNodeLatency." + index).out().contains("No Such Instance"));
            assertTrue(v3("snmpget", ROOT + ".1.9.1.2.1").out().contains("No Such Object"));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-v3 -u monitor -l authPriv -a SHA-256 -A wrong-secret -x AES -X priv-secret",
                "-v3 -u monitor -l authPriv -a SHA-256 -A auth-secret -x AES -X wrong-secret",
                "-v3 -u nobody -l authPriv -a SHA-256 -A auth-secret -x AES -X priv-secret",
                "-v3 -u monitor -l noAuthNoPriv",
                "-v3 -u monitor -l authNoPriv -a SHA-256 -A auth-secret",
                "-v3 -u monitor -l authPriv -a SHA -A auth-secret -x AES -X priv-secret",
                "-v3 -n elsewhere -u monitor -l authPriv -a SHA-256 -A auth-secret -x AES -X priv-secret",
                "-v2c -c public",
                "-v2c -c monitor",
                "-v1 -c public"
            })
    void whoever_may_not_ask_gets_no_data(String how) throws Exception {
        try (var agent = open()) {
            Tool answer = Tool.run(words("snmpget -t 0.5 -r 0 " + how, at(), CLUSTER_NAME));

            assertNotEquals(0, answer.exitCode(), answer.out());
            assertFalse(answer.out().contains("demo"), answer.out());
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "-u nobody -l authPriv -a SHA-256 -A auth-secret -x AES -X priv-secret    | Unknown user name",
                "-u monitor -l authPriv -a SHA-256 -A wrong-secret -x AES -X priv-secret  | Authentication failure",
                "-u monitor -l authPriv -a SHA-512 -A auth-secret -x AES -X priv-secret   | Authentication failure",
                "-u monitor -l authNoPriv -a SHA-256 -A auth-secret                       | authorizationError",
                "-u monitor -l noAuthNoPriv                                               | authorizationError"
            })
    void who_asks_in_the_wrong_way_is_told_what_is_wrong(String how, String told) throws Exception {
        try (var agent = open()) {
            Tool answer = Tool.run(words("snmpget -t 2 -r 0 -v3 " + how, at(), CLUSTER_NAME));

            assertTrue(answer.out().contains(told), answer::out);
        }
    }

    @Test
    void v2c_is_answered_where_it_was_configured_and_v1_not_even_then() throws Exception {
        awa.with("awa.snmp.v2c.community", "look");
        try (var agent = open()) {
            assertEquals("demo", value(v2c("look", CLUSTER_NAME)));
            assertFalse(v2c("public", CLUSTER_NAME).out().contains("demo"));
            assertFalse(Tool.run(words("snmpget -v1 -c look -t 0.5 -r 0", at(), CLUSTER_NAME))
                    .out()
                    .contains("demo"));
        }
        awa.with("awa.snmp.v2c.sources", "10.0.0.0/8,192.168.1.1");
        try (var agent = open()) {
            assertFalse(v2c("look", CLUSTER_NAME).out().contains("demo"));
        }
    }

    @Test
    void nothing_can_be_set() throws Exception {
        awa.change("n1");
        awa.happen(EventStream.CLUSTER, EventType.LEADER, Severity.INFO, "web-1", Map.of());
        awa.with("awa.snmp.v2c.community", "look");
        try (var agent = open();
                var client = new Client(port, "look")) {
            List<OID> oids = client.walk(new OID("1.3"));

            assertTrue(oids.size() > 60, oids::toString);
            for (OID oid : oids) {
                assertEquals("No access", client.set(oid), oid::toString);
            }
            assertEquals("No access", client.set(new OID(ROOT + ".1.1.99.0")));
            assertTrue(Tool.run(words(
                            "snmpset -v3 -u monitor -l authPriv -a SHA-256 -A auth-secret -x AES -X priv-secret",
                            at(),
                            CLUSTER_NAME + " s other"))
                    .out()
                    .contains("noAccess"));
        }
    }

    @Test
    void walks_are_rising_and_complete_while_rows_change() throws Exception {
        List<NodeStatus> one = nodes(NodeState.ONLINE);
        List<NodeStatus> other = nodes(NodeState.OFFLINE);
        awa.see(one, true);
        awa.with("awa.snmp.v2c.community", "look");
        var done = new AtomicBoolean();
        var changing = new Thread(() -> {
            for (int i = 0; !done.get(); i++) {
                awa.see(i % 2 == 0 ? other : one, i % 3 == 0);
                java.util.concurrent.locks.LockSupport.parkNanos(5_000_000);
            }
        });
        try (var agent = open();
                var client = new Client(port, "look")) {
            changing.start();
            for (int i = 0; i < 3; i++) {
                List<OID> oids = client.walk(new OID(NODES));

                assertEquals(oids.stream().sorted().distinct().toList(), oids);
                assertEquals(12 * 1_000, oids.size());
            }
            // Two values of one request are of one picture.
            long index =
                    NodeIndexes.of(one.stream().map(NodeStatus::name).toList()).get("node-7");
            for (int i = 0; i < 500; i++) {
                List<String> both = client.get(
                        new OID(NODES + ".1.5." + index),
                        new OID(NODES + ".1.13." + index),
                        new OID(ROOT + ".1.1.7.0"));
                assertEquals(
                        both.get(0).equals("2") ? List.of("", "1000") : List.of("process ended", "0"),
                        both.subList(1, 3));
            }
        } finally {
            done.set(true);
            changing.join();
        }
    }

    @Test
    void a_greedy_request_is_cut_and_a_walk_of_it_is_complete_all_the_same() throws Exception {
        awa.see(nodes(NodeState.ONLINE), true);
        awa.with("awa.snmp.v2c.community", "look");
        try (var agent = open();
                var client = new Client(port, "look")) {
            long begin = System.nanoTime();
            var answer = client.bulk(100, Integer.MAX_VALUE, new OID("1.3"));

            assertTrue(answer.size() <= 128, () -> "" + answer.size());
            assertTrue(System.nanoTime() - begin < 1_000_000_000L);
            assertEquals(
                    "PDU encoding too big",
                    client.error(Stream.generate(() -> new OID(CLUSTER_NAME)).limit(500)));
        }
    }

    @Test
    void engine_and_boots_are_kept_and_boots_rise() throws Exception {
        awa.directory = java.util.Optional.of(directory);
        String id;
        long boots;
        try (var agent = open()) {
            id = v3("snmpget", "-Ox", "1.3.6.1.6.3.10.2.1.1.0").out();
            boots = Long.parseLong(value(v3("snmpget", "1.3.6.1.6.3.10.2.1.2.0")));
        }
        try (var agent = open()) {
            assertEquals(id, v3("snmpget", "-Ox", "1.3.6.1.6.3.10.2.1.1.0").out());
            assertEquals(boots + 1, Long.parseLong(value(v3("snmpget", "1.3.6.1.6.3.10.2.1.2.0"))));
        }
        assertTrue(id.startsWith("\"80 00 13 70 04 "), id);
    }

    @Test
    void several_agents_live_in_one_jvm_and_leave_nothing() throws Exception {
        int threads = awaThreads().size();
        var agents = new ArrayList<AutoCloseable>();
        var ports = new ArrayList<Integer>();
        for (int i = 0; i < 5; i++) {
            int free = UdpPorts.free();
            ports.add(free);
            agents.add(new SnmpFace()
                    .open(new FakeAwa("cluster-" + i, "n", List.of())
                            .with("awa.snmp.port", Integer.toString(free))
                            .withUser("monitor", "auth-secret", "priv-secret")));
        }
        for (int i = 0; i < 5; i++) {
            assertEquals(
                    "cluster-" + i,
                    value(Tool.run(words("snmpget -Oqv " + MONITOR, "127.0.0.1:" + ports.get(i), CLUSTER_NAME))));
        }
        for (var agent : agents) {
            agent.close();
            agent.close();
        }
        assertEquals(threads, awaThreads().size(), () -> awaThreads().toString());
    }

    @Test
    void several_clusters_share_an_agent_each_in_its_context() throws Exception {
        var shared = new SharedAgent();
        awa.resources.put(SharedAgent.class, shared);
        var other = new FakeAwa("stock", "s-1", List.of());
        other.resources.put(SharedAgent.class, shared);
        try (var first = open()) {
            try (var second = new SnmpFace().open(other.withUser("x", "xxxxxxxxx", "xxxxxxxxx"))) {
                assertEquals("demo", value(v3("snmpget", CLUSTER_NAME)));
                assertEquals("demo", value(v3("snmpget", "-n", "demo", CLUSTER_NAME)));
                assertEquals("stock", value(v3("snmpget", "-n", "stock", CLUSTER_NAME)));
            }
            assertFalse(v3("snmpget", "-n", "stock", CLUSTER_NAME).out().contains("stock\n"));
        }
        assertEquals(List.of(), awaThreads());
    }

    @Test
    void a_port_that_is_taken_is_told_if_it_was_set_and_else_the_next_one_is_used() throws Exception {
        try (var taken = new DatagramSocket(port, InetAddress.getLoopbackAddress())) {
            var failure = assertThrows(StartException.class, this::open);

            assertEquals(76, failure.reason().exitCode());
            assertTrue(failure.getMessage().contains(Integer.toString(port)), failure.getMessage());
        }
        awa.settings.remove("awa.snmp.port");
        try (var first = open();
                var second = open()) {
            assertEquals(
                    1,
                    awa.told.stream()
                            .filter(each -> each.message().contains("1162"))
                            .count(),
                    awa.told::toString);
        }
    }

    @Test
    void ipv6_is_as_good_and_another_root_too() throws Exception {
        awa.with("awa.snmp.bind", "::1").with("awa.snmp.root-oid", "1.3.6.1.4.1.99999.1");
        try (var agent = open()) {
            assertEquals(
                    "demo",
                    value(Tool.run(
                            words("snmpget -Oqv " + MONITOR, "udp6:[::1]:" + port, "1.3.6.1.4.1.99999.1.1.1.1.0"))));
        }
    }

    private static final String MONITOR =
            "-v3 -u monitor -l authPriv -a SHA-256 -A auth-secret -x AES -X priv-secret -t 2";

    private AutoCloseable open() {
        return new SnmpFace().open(awa);
    }

    private String at() {
        return "127.0.0.1:" + port;
    }

    private Tool v3(String program, String... arguments) throws Exception {
        List<String> words = new ArrayList<>(List.of(words(program + " " + MONITOR)));
        if (program.equals("snmpget")) {
            words.add("-Oqv");
        }
        words.addAll(Arrays.asList(arguments).subList(0, arguments.length - 1));
        words.add(at());
        words.add(arguments[arguments.length - 1]);
        return Tool.run(words.toArray(String[]::new));
    }

    private Tool v2c(String community, String oid) throws Exception {
        return Tool.run(words("snmpget -v2c -t 0.5 -r 0 -Oqv -c " + community, at(), oid));
    }

    private static String value(Tool tool) {
        return tool.lines().stream()
                .filter(line -> !line.isBlank())
                .reduce((a, b) -> b)
                .orElse("")
                .replace("\"", "")
                .strip();
    }

    /** Without the age of the picture, which differs from one question to the next. */
    private static List<String> ageless(Tool walk) {
        return walk.lines().stream()
                .map(line -> line.contains(".1.1.16.0") ? line.replaceAll("\\d+ milli", "") : line)
                .toList();
    }

    private static List<OID> oids(List<String> lines) {
        return lines.stream()
                .filter(line -> line.startsWith(".1."))
                .map(line -> new OID(line.substring(1, line.indexOf(' '))))
                .toList();
    }

    private static List<NodeStatus> nodes(NodeState state) {
        return IntStream.range(0, 1_000)
                .mapToObj(i -> FakeAwa.node("node-" + i, state, Role.OBSERVER))
                .toList();
    }

    private static List<String> awaThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith("awa-"))
                .toList();
    }

    private static String[] words(String... parts) {
        return String.join(" ", parts).split(" +", -1);
    }
}
