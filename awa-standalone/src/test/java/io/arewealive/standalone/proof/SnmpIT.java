package io.arewealive.standalone.proof;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.arewealive.node.CommandId;
import io.arewealive.standalone.control.Server;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** The agents of three servers, while one is killed, its leader is, and all but one are. */
@TestInstance(Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SnmpIT {

    private static final String NODES = ".1.2.1";
    private static final String QUORUM = ".1.1.3.0";
    private static final String LEADER = ".1.1.4.0";
    /** What every node has. */
    private static final List<String> WHOLE = List.of("2", "3", "4", "5", "6", "11", "13");
    /** What changes only when something happens. */
    private static final List<String> STEADY = List.of("2", "3", "4", "5", "6", "11", "13", "14");

    /** What only grows while a node lives: the version of its table, when it was last seen, how long it is up. */
    private static final List<String> GROWING = List.of("7", "10", "12");

    private static final List<String> STATES = List.of("", "unknown", "online", "suspect", "offline", "left");
    private static final List<String> ROLES = List.of("", "none", "observer", "voter", "leader", "witness");
    private static final int ROWS = 300;
    private static final Path CHECK = Path.of("src/dist/bin/check_awa").toAbsolutePath();

    private Cluster cluster;

    @BeforeAll
    void start(@TempDir Path home) {
        cluster = Cluster.of(home, 3, Agent::prepare);
    }

    @AfterAll
    void close() {
        if (cluster != null) {
            cluster.close();
        }
    }

    @Test
    @Order(1)
    void the_rows_are_those_that_awa_status_shows() {
        awa(0, "node", "add", "spare", "10.0.0.9", "7800");
        awa(0, "maintenance", "on", "db-3", "--for", "1h", "--reason", "new disk");
        cluster.boxes().forEach(SnmpIT::assertSame);

        cluster.box(3).kill9();
        for (Box survivor : survivors()) {
            await().atMost(Box.LONGEST)
                    .until(() -> nodes(Agent.of(survivor)).get("db-3").get("5").equals("offline"));
            assertSame(survivor);
        }
        awa(0, "maintenance", "off", "db-3");
        awa(0, "node", "delete", "spare", "--force");
        cluster.restore();
        cluster.boxes().forEach(SnmpIT::assertSame);
    }

    @Test
    @Order(2)
    void walks_are_rising_and_complete_while_leaders_are_elected() throws Exception {
        try (Server server = cluster.box(1).connect()) {
            for (int i = 0; i < ROWS; i++) {
                server.nodes().add(CommandId.random(), "node-" + i, "10.0.0.9", 7800, Duration.ofSeconds(5));
            }
        }
        cluster.boxes()
                .forEach(box -> await().atMost(Box.LONGEST)
                        .until(() -> nodes(Agent.of(box)).size() == ROWS + 3));
        for (int round = 0; round < 2; round++) {
            String name = Agent.text(Agent.of(cluster.box(1)).walk(".1.1"), LEADER);
            Box leader = cluster.boxes().stream()
                    .filter(box -> box.name().equals(name))
                    .findFirst()
                    .orElseThrow();
            List<Box> others =
                    cluster.boxes().stream().filter(box -> box != leader).toList();
            walkAll(others, leader);
            leader.start().awaitServing();
            awaitQuorum(leader);
        }
    }

    @Test
    @Order(3)
    void the_last_one_answers_and_says_that_it_has_no_majority() {
        Box last = cluster.box(2);
        cluster.box(1).kill9();
        cluster.box(3).kill9();
        Agent agent = Agent.of(last);
        await("no majority, and nobody leads").atMost(Box.LONGEST).until(() -> {
            Map<String, String> cluster = agent.walk(".1.1");
            return cluster.get(QUORUM).equals("2") && cluster.get(LEADER).isEmpty();
        });

        assertWhole(agent.walk(NODES));
        Map<String, String> cluster = agent.walk(".1.1");
        assertEquals("3", cluster.get(".1.1.17.0"), "critical");
        assertEquals("1", cluster.get(".1.1.7.0"), "online");
        assertSame(last);
        Box.Result check = check();
        assertEquals(2, check.code(), check::toString);
        assertTrue(check.out().contains("AWA CRITICAL - awa: 1 of 303 online"), check::toString);
        assertTrue(check.out().contains("no quorum"), check::toString);
        assertTrue(check.out().contains("(seen by db-2)"), check::toString);
    }

    /** At all of these, again and again, from before the leader is killed until another one leads for all of them. */
    private static void walkAll(List<Box> boxes, Box leader) throws Exception {
        var done = new AtomicBoolean();
        ExecutorService walkers = Executors.newFixedThreadPool(boxes.size());
        try {
            List<CompletableFuture<Integer>> walks = boxes.stream()
                    .map(box -> CompletableFuture.supplyAsync(
                            () -> {
                                int times = 0;
                                do {
                                    assertWhole(Agent.of(box).walk(NODES));
                                    times++;
                                } while (!done.get());
                                return times;
                            },
                            walkers))
                    .toList();
            leader.kill9();
            for (Box box : boxes) {
                await().atMost(Box.LONGEST).until(() -> {
                    Map<String, String> cluster = Agent.of(box).walk(".1.1");
                    return cluster.get(QUORUM).equals("1")
                            && !Agent.text(cluster, LEADER).equals(leader.name());
                });
            }
            done.set(true);
            for (CompletableFuture<Integer> each : walks) {
                assertTrue(each.get() > 0);
            }
        } finally {
            done.set(true);
            walkers.shutdownNow();
        }
    }

    private static void awaitQuorum(Box box) {
        await().atMost(Box.LONGEST).until(() -> {
            Map<String, String> cluster = Agent.of(box).walk(".1.1");
            return cluster.get(QUORUM).equals("1") && cluster.get(".1.1.12.0").equals("1");
        });
    }

    private static void assertWhole(Map<String, String> walk) {
        List<int[]> oids = walk.keySet().stream()
                .map(oid -> Stream.of(oid.substring(1).split("\\.", -1))
                        .mapToInt(Integer::parseInt)
                        .toArray())
                .toList();
        assertEquals(
                oids.stream().sorted(Arrays::compare).map(Arrays::toString).toList(),
                oids.stream().map(Arrays::toString).toList());
        for (String column : WHOLE) {
            assertEquals(
                    ROWS + 3L,
                    walk.keySet().stream()
                            .filter(oid -> oid.startsWith(NODES + "." + column + "."))
                            .count(),
                    column);
        }
    }

    /**
     * What changes only when something happens is the same; what grows is not beyond what the status says afterwards. The agent shows the
     * picture that was published last, while {@code awa status} has a new one made.
     */
    private static void assertSame(Box box) {
        await(box.name() + " is steady while it is compared")
                .atMost(Box.LONGEST)
                .until(() -> {
                    Map<String, Map<String, String>> before = nodes(box.status());
                    Map<String, Map<String, String>> shown = nodes(Agent.of(box));
                    Map<String, Map<String, String>> after = nodes(box.status());
                    if (!steady(before).equals(steady(after))) {
                        return false;
                    }
                    assertEquals(steady(before), steady(shown), box.name());
                    shown.forEach((name, row) -> {
                        assertEquals(after.get(name).keySet(), row.keySet(), name);
                        for (String column : GROWING) {
                            if (row.containsKey(column)) {
                                long then = Long.parseLong(after.get(name).get(column));
                                assertTrue(
                                        Long.parseLong(row.get(column)) <= then,
                                        () -> name + ", " + column + ": " + row.get(column) + ", but then " + then);
                            }
                        }
                    });
                    return true;
                });
    }

    private static Map<String, Map<String, String>> steady(Map<String, Map<String, String>> nodes) {
        return nodes.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        node -> node.getValue().entrySet().stream()
                                .filter(each -> STEADY.contains(each.getKey()))
                                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue))));
    }

    /** By name, then by column. */
    private static Map<String, Map<String, String>> nodes(Agent agent) {
        Map<String, Map<String, String>> byIndex = new TreeMap<>();
        agent.walk(NODES).forEach((oid, value) -> {
            String[] parts = oid.substring(NODES.length() + 1).split("\\.", -1);
            String shown = switch (parts[0]) {
                case "2", "3", "13" -> Agent.text(value);
                case "5" -> STATES.get(Integer.parseInt(value));
                case "6" -> ROLES.get(Integer.parseInt(value));
                case "10", "11", "14" -> tenths(Agent.time(value));
                default -> value;
            };
            byIndex.computeIfAbsent(parts[1], index -> new TreeMap<>()).put(parts[0], shown);
        });
        return byIndex.values().stream().collect(Collectors.toMap(row -> row.get("2"), row -> row));
    }

    private static Map<String, Map<String, String>> nodes(JsonObject status) {
        Map<String, Map<String, String>> nodes = new TreeMap<>();
        for (JsonObject node : status.getJsonArray("nodes").getValuesAs(JsonObject.class)) {
            Map<String, String> row = new TreeMap<>();
            put(row, "2", node.get("name"));
            put(row, "3", node.get("host"));
            put(row, "4", node.get("port"));
            put(row, "5", node.get("status"));
            put(row, "6", node.get("role"));
            put(row, "7", node.get("version"));
            put(row, "8", node.get("lag"));
            if (node.get("latencyMillis") instanceof JsonNumber millis) {
                row.put("9", Long.toString(Math.round(millis.doubleValue() * 1000)));
            }
            put(row, "10", node.get("lastSeen"));
            put(row, "11", node.get("since"));
            put(row, "12", node.get("uptimeSeconds"));
            put(row, "13", node.get("reason"));
            if (node.get("maintenance") instanceof JsonObject window) {
                put(row, "14", window.get("until"));
            }
            List.of("10", "11", "14")
                    .forEach(time -> row.computeIfPresent(time, (key, text) -> tenths(Instant.parse(text))));
            nodes.put(node.getString("name"), row);
        }
        return nodes;
    }

    private static void put(Map<String, String> row, String column, JsonValue value) {
        if (value instanceof JsonString text) {
            row.put(column, text.getString());
        } else if (value instanceof JsonNumber number) {
            row.put(column, number.toString());
        }
    }

    /** Since 1970: an SNMP agent tells a time to the tenth of a second. */
    private static String tenths(Instant time) {
        return Long.toString(time.toEpochMilli() / 100);
    }

    private Box.Result check() {
        List<String> words = new ArrayList<>(List.of(CHECK.toString(), "-H"));
        words.add(cluster.boxes().stream().map(box -> Agent.of(box).address()).collect(Collectors.joining(",")));
        words.addAll(List.of("-C", "look", "-t", "2"));
        return Launcher.run(cluster.box(2).directory(), words);
    }

    private List<Box> survivors() {
        return List.of(cluster.box(1), cluster.box(2));
    }

    private void awa(int code, String... words) {
        Box.Result result = cluster.box(1).awa(words);
        assertEquals(code, result.code(), result::toString);
    }
}
