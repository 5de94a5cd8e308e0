package io.arewealive.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.arewealive.Awa;
import io.arewealive.AwaProvider;
import io.arewealive.StartException;
import io.arewealive.core.config.ConfigLoader;
import io.arewealive.core.config.Sources;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How clusters come into being, with real sockets and files. */
class FirstStartIT {

    @TempDir
    private Path home;

    private final Map<String, Awa> nodes = new LinkedHashMap<>();

    @AfterEach
    void closeAll() {
        nodes.values().forEach(Awa::close);
        nodes.clear();
    }

    @Test
    @Tag("A4")
    void nodes_of_one_list_started_together_form_one_cluster() throws Exception {
        formAgainAndAgain(2, 1);
    }

    @Test
    @Tag("A4")
    @Tag("long")
    void nodes_of_one_list_started_together_form_one_cluster_fifty_times() throws Exception {
        formAgainAndAgain(50, 2);
    }

    /** Any order, any minority missing at first, three to five nodes, one more with the same settings that is not in the list. */
    private void formAgainAndAgain(int times, long seed) throws Exception {
        var random = new Random(seed);
        for (int round = 0; round < times; round++) {
            int size = 3 + random.nextInt(3);
            List<Integer> ports = freePorts(size + 1);
            String list = ports.subList(0, size).stream()
                    .map(port -> "127.0.0.1:" + port)
                    .collect(Collectors.joining(","));
            List<Integer> order = new ArrayList<>(ports);
            Collections.shuffle(order, random);
            List<Integer> late = ports.subList(0, random.nextInt((size - 1) / 2 + 1));
            String at = "round " + round + " of " + size + " without " + late.size();

            for (int port : order) {
                if (!late.contains(port)) {
                    start(
                            round + "-" + port,
                            Map.of("awa.node.port", "" + port, "awa.join", list, "awa.bootstrap", "seeds"));
                }
            }
            settle(at, size + 1 - late.size());
            for (int port : late) {
                start(
                        round + "-" + port,
                        Map.of("awa.node.port", "" + port, "awa.join", list, "awa.bootstrap", "seeds"));
            }
            settle(at + ", with the late ones", size + 1);

            assertEquals(1, clusterIds().size(), at);
            closeAll();
        }
    }

    @Test
    void what_others_dial_may_differ_from_what_is_listened_on() throws Exception {
        List<Integer> ports = freePorts(2);
        try (var forwarder = new Forwarder("127.0.0.3", "127.0.0.2", ports.get(0))) {
            start(
                    "a",
                    Map.of(
                            "awa.bind", "127.0.0.2",
                            "awa.node.host", "127.0.0.3",
                            "awa.node.port", "" + ports.get(0),
                            "awa.first", "true"));
            settle("the first", 1);
            start("b", Map.of("awa.node.port", "" + ports.get(1), "awa.join", "127.0.0.3:" + ports.get(0)));

            settle("behind a translated address", 2);
            assertEquals(
                    "127.0.0.3:" + ports.get(0),
                    nodes.get("b").nodes().find("a").orElseThrow().address());
            assertTrue(forwarder.forwarded.get() > 0, "nothing went through the forwarder");
        }
    }

    /** More than half of the list are three, so that each of them has to know its place. */
    @Test
    @Tag("A4")
    void a_node_finds_itself_in_the_list_by_its_name_and_by_what_others_dial() throws Exception {
        List<Integer> ports = freePorts(4);
        String list = "localhost:" + ports.get(0) + ",127.0.0.3:" + ports.get(1) + ",LOCALHOST:" + ports.get(2)
                + ",127.0.0.9:" + ports.get(3);
        try (var toFirst = new Forwarder("127.0.0.5", "127.0.0.1", ports.get(0));
                var toSecond = new Forwarder("127.0.0.3", "127.0.0.2", ports.get(1));
                var toThird = new Forwarder("127.0.0.1", "127.0.0.2", ports.get(2))) {
            behind("where it listens", "127.0.0.1", "127.0.0.5", ports.get(0), list);
            behind("address", "127.0.0.2", "127.0.0.3", ports.get(1), list);
            behind("name", "127.0.0.2", "localhost", ports.get(2), list);

            settle("by name and by what others dial", 3);
            assertEquals(1, clusterIds().size());
            for (Forwarder each : List.of(toFirst, toSecond, toThird)) {
                assertTrue(each.forwarded.get() > 0, "nothing went through a forwarder");
            }
        }
    }

    private void behind(String name, String listens, String dialled, int port, String list) {
        start(
                name.replace(' ', '-'),
                Map.of(
                        "awa.bind", listens,
                        "awa.node.host", dialled,
                        "awa.node.port", "" + port,
                        "awa.join", list,
                        "awa.bootstrap", "seeds"));
    }

    @Test
    void addresses_of_version_six_work_everywhere() throws Exception {
        List<Integer> ports = freePorts(3);
        String list = "[::1]:" + ports.get(0) + ",[::1]:" + ports.get(1) + ",[::1]:" + ports.get(2);
        for (int port : ports) {
            start(
                    "n" + port,
                    Map.of("awa.bind", "::1", "awa.node.port", "" + port, "awa.join", list, "awa.bootstrap", "seeds"));
        }

        settle("on ::1", 3);

        Awa any = nodes.values().iterator().next();
        assertEquals(
                "[::1]:" + ports.get(1),
                any.nodes().find("n" + ports.get(1)).orElseThrow().address());
    }

    @Test
    void an_empty_node_that_is_not_told_how_to_begin_leaves_nothing_behind() {
        var refused = assertThrows(StartException.class, () -> start("a", Map.of("awa.node.port", "21999")));

        assertEquals(64, refused.reason().exitCode());
        assertTrue(!Files.exists(home.resolve("a")), "a data directory was made");
    }

    private void start(String name, Map<String, String> settings) {
        Map<String, String> all = new TreeMap<>(settings);
        all.put("awa.cluster", "first");
        all.put("awa.node.name", name);
        all.put("awa.node.lifetime", "permanent");
        all.put("awa.data", home.resolve(name).toString());
        var plan = new Plan(all);
        var sources = new Sources(Map.of(), Map.of(), home, home.resolve("none"), "localhost");
        nodes.put(name, new Wiring(plan, ConfigLoader.load(plan, sources)).start());
    }

    /** All that run are in one table, and each sees all. */
    private void settle(String what, int size) {
        Awaitility.await(what)
                .atMost(Duration.ofSeconds(40))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> nodes.values().stream()
                        .allMatch(awa ->
                                awa.status().synced() && awa.status().summary().online() == size));
    }

    private Set<String> clusterIds() throws IOException {
        Set<String> ids = new HashSet<>();
        for (String name : nodes.keySet()) {
            ids.add(Files.readAllLines(home.resolve(name).resolve("identity")).stream()
                    .filter(line -> line.startsWith("cluster.id"))
                    .findFirst()
                    .orElse("none"));
        }
        return ids;
    }

    private static List<Integer> freePorts(int count) throws IOException {
        List<ServerSocket> held = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            held.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
        }
        List<Integer> ports = held.stream().map(ServerSocket::getLocalPort).toList();
        for (ServerSocket socket : held) {
            socket.close();
        }
        return ports;
    }

    private record Plan(Map<String, String> settings) implements AwaProvider.Plan {

        @Override
        public <T> Optional<T> resource(Class<T> type) {
            return Optional.empty();
        }

        @Override
        public boolean standalone() {
            return false;
        }

        @Override
        public boolean failFast() {
            return true;
        }

        @Override
        public Map<String, String> origins() {
            return Map.of();
        }
    }

    /** Translates an address, as a router does: what comes to one goes to the other, at the same port. */
    private static final class Forwarder implements AutoCloseable {

        private final ServerSocket outside;
        private final String inside;
        private final List<Socket> open = Collections.synchronizedList(new ArrayList<>());
        final AtomicInteger forwarded = new AtomicInteger();

        Forwarder(String outside, String inside, int port) throws IOException {
            this.outside = new ServerSocket(port, 50, InetAddress.getByName(outside));
            this.inside = inside;
            thread(this::accept);
        }

        private void accept() {
            try {
                while (true) {
                    Socket caller = outside.accept();
                    forwarded.incrementAndGet();
                    open.add(caller);
                    thread(() -> forward(caller));
                }
            } catch (IOException e) {
                // closed
            }
        }

        private void forward(Socket caller) {
            try (caller;
                    Socket node = new Socket(inside, outside.getLocalPort())) {
                open.add(node);
                thread(() -> copy(node, caller));
                copy(caller, node);
            } catch (IOException e) {
                // nobody listens there yet, or one side has ended
            }
        }

        private static void copy(Socket from, Socket to) {
            try (from;
                    to) {
                from.getInputStream().transferTo(to.getOutputStream());
            } catch (IOException e) {
                // one side has ended
            }
        }

        private static void thread(Runnable work) {
            var thread = new Thread(work, "forwarder");
            thread.setDaemon(true);
            thread.start();
        }

        @Override
        public void close() throws IOException {
            outside.close();
            synchronized (open) {
                for (Socket socket : open) {
                    socket.close();
                }
            }
        }
    }
}
