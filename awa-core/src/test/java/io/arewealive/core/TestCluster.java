package io.arewealive.core;

import io.arewealive.Awa;
import io.arewealive.AwaProvider;
import io.arewealive.core.channel.ChannelOptions;
import io.arewealive.core.channel.Cuts;
import io.arewealive.core.config.ConfigLoader;
import io.arewealive.core.config.Sources;
import io.arewealive.core.log.Disk;
import io.arewealive.status.NodeState;
import io.arewealive.status.NodeStatus;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;

/** Whole instances in this JVM, with files of their own, on loopback TCP or on JGroups' loopback within the JVM, that can be cut. */
final class TestCluster implements AutoCloseable {

    final Map<String, Awa> nodes = new LinkedHashMap<>();
    final Cuts cuts = new Cuts();
    private final Path directory;
    private final String cluster;
    private final ChannelOptions.Transport transport;
    private final Map<String, String> settings = new TreeMap<>();
    private UnaryOperator<Disk> disks = UnaryOperator.identity();
    private Optional<InstantSource> clock = Optional.empty();

    TestCluster(Path directory, ChannelOptions.Transport transport) {
        this.directory = directory;
        this.transport = transport;
        this.cluster = "test-" + directory.getFileName();
    }

    /** The disks of nodes that start from now on. */
    TestCluster onDisks(UnaryOperator<Disk> changed) {
        disks = changed;
        return this;
    }

    /** What the nodes that start from now on take for the time of day. */
    TestCluster byClock(InstantSource other) {
        clock = Optional.of(other);
        return this;
    }

    TestCluster with(String key, String value) {
        settings.put(key, value);
        return this;
    }

    Path directoryOf(String name) {
        return directory.resolve(name);
    }

    /** Starts a node on its own directory, whatever is in it. */
    Awa start(String name, int port, boolean first, int joinPort) {
        Map<String, String> all = new TreeMap<>(settings);
        all.put("awa.cluster", cluster);
        all.put("awa.node.name", name);
        all.put("awa.node.port", Integer.toString(port));
        all.put("awa.node.lifetime", "permanent");
        all.put("awa.data", directoryOf(name).toString());
        if (first) {
            all.put("awa.first", "true");
        } else {
            all.put("awa.join", "127.0.0.1:" + joinPort);
        }
        var plan = new TestPlan(all, clock);
        var sources = new Sources(Map.of(), Map.of(), directory, directory.resolve("none"), "localhost");
        Awa awa = new Wiring(
                        plan, ConfigLoader.load(plan, sources), options -> options.over(transport), cuts::add, disks)
                .start();
        nodes.put(name, awa);
        return awa;
    }

    /** Founds a cluster and lets others join, on consecutive ports; waits until all are in. */
    TestCluster startAll(int firstPort, String... names) {
        for (int i = 0; i < names.length; i++) {
            start(names[i], firstPort + i, i == 0, firstPort);
            if (i == 0) {
                awaiting().until(() -> node(names[0]).awaitJoined(Duration.ofMillis(100)));
            }
        }
        settle(names);
        return this;
    }

    Awa node(String name) {
        return Optional.ofNullable(nodes.get(name)).orElseThrow();
    }

    /** Waits until these are joined and equal. */
    void settle(String... names) {
        awaiting().until(() -> {
            String wanted = state(names[0]);
            for (String name : names) {
                if (!node(name).awaitJoined(Duration.ofMillis(1))
                        || !state(name).equals(wanted)) {
                    return false;
                }
            }
            return true;
        });
    }

    private String state(String name) {
        var table = node(name).nodes();
        return table.version() + " " + table.hash() + " " + table.list();
    }

    NodeStatus seen(String viewer, String name) {
        return node(viewer).status().nodes().stream()
                .filter(node -> node.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    boolean sees(String viewer, String name, NodeState state) {
        return node(viewer).status().nodes().stream()
                .anyMatch(node -> node.name().equals(name) && node.state() == state);
    }

    static ConditionFactory awaiting() {
        return Awaitility.await().atMost(Duration.ofSeconds(40)).pollInterval(Duration.ofMillis(10));
    }

    @Override
    public void close() {
        nodes.values().forEach(Awa::close);
    }

    private record TestPlan(Map<String, String> settings, Optional<InstantSource> clock) implements AwaProvider.Plan {

        @Override
        public <T> Optional<T> resource(Class<T> type) {
            return clock.filter(type::isInstance).map(type::cast);
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
}
