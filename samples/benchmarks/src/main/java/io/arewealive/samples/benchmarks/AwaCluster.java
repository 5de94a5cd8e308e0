package io.arewealive.samples.benchmarks;

import io.arewealive.event.Event;
import io.arewealive.event.EventType;
import io.arewealive.status.ClusterStatus;
import io.arewealive.status.NodeState;
import io.arewealive.status.Severity;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Servers of the launcher that form a cluster, watched as a console does: told by notification, then read. */
final class AwaCluster implements AutoCloseable {

    private static final Duration LOOK = Duration.ofMillis(3);
    private static final Duration CALM = Duration.ofMillis(50);
    private static final int VOTERS = 3;

    private final boolean tls;
    private final List<ServerProcess> servers;

    AwaCluster(Bench bench, List<ServerProcess> servers) {
        this.tls = bench.options().tls();
        this.servers = List.copyOf(servers);
    }

    static AwaCluster onLoopback(Bench bench, String profile, int size) throws IOException {
        Path directory = bench.place("awa");
        List<ServerProcess> servers = new ArrayList<>();
        for (int i = 1; i <= size; i++) {
            servers.add(ServerProcess.onLoopback(bench, directory, "db-" + i, profile));
        }
        return new AwaCluster(bench, servers);
    }

    List<ServerProcess> servers() {
        return servers;
    }

    ServerProcess first() {
        return servers.get(0);
    }

    /** Starts the first with these options and lets all others join it. */
    void start(String... options) throws IOException {
        first().start(options);
        first().connect();
        for (ServerProcess server : servers.subList(1, servers.size())) {
            server.start("--join", first().address());
        }
        for (ServerProcess server : servers.subList(1, servers.size())) {
            server.connect();
        }
        awaitWell();
        if (tls && !first().remote().status().security().equals("tls")) {
            throw new IllegalStateException("connections are not encrypted, as --tls=on asks for, but "
                    + first().remote().status().security());
        }
    }

    /** Waits until all agree that all is well; who is killed again and again is called flapping, which is only a warning. */
    void awaitWell() {
        for (ServerProcess server : servers) {
            Wait.until(
                    "all well for " + server.name(),
                    CALM,
                    () -> isWell(server.remote().status()));
        }
    }

    private boolean isWell(ClusterStatus status) {
        return status.summary().online() == servers.size()
                && status.nodes().size() == servers.size()
                && status.voters().size() == Math.min(VOTERS, servers.size())
                && status.quorum()
                && status.synced()
                && status.severity() != Severity.CRITICAL
                && status.nodes().stream().allMatch(node -> node.lag().orElse(1) == 0);
    }

    ServerProcess leader() {
        String name = first().remote().status().leader().orElseThrow();
        return servers.stream()
                .filter(server -> server.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    List<ServerProcess> without(ServerProcess one) {
        return servers.stream().filter(server -> server != one).toList();
    }

    /** When a server that has just been started answered by JMX that it serves. */
    static long serves(ServerProcess server) throws IOException {
        server.connect();
        return Wait.until(server.name() + " serving", LOOK, () -> {
            ClusterStatus status = server.remote().status();
            return status.synced()
                    && status.quorum()
                    && shows(server.name(), NodeState.ONLINE).test(status);
        });
    }

    /** When all of these had told that a node is offline, and showed it. */
    static long shownOffline(List<ServerProcess> by, String victim, long since) throws InterruptedException {
        return told(by, since, says(victim, NodeState.OFFLINE), shows(victim, NodeState.OFFLINE));
    }

    /** When all of these had told that somebody else leads, and showed it. */
    static long ledByAnother(List<ServerProcess> by, String old, long since) throws InterruptedException {
        return told(
                by,
                since,
                event -> event.type() == EventType.LEADER && isOther(old, event),
                status -> status.quorum()
                        && status.leader().filter(name -> !name.equals(old)).isPresent());
    }

    private static boolean isOther(String old, Event event) {
        String leader = event.details().getOrDefault("leader", "");
        return !leader.isEmpty() && !leader.equals(old);
    }

    private static long told(List<ServerProcess> by, long since, Predicate<Event> said, Predicate<ClusterStatus> shown)
            throws InterruptedException {
        long last = since;
        for (ServerProcess server : by) {
            long at = server.ear().await(since, said);
            if (!shown.test(server.remote().status())) { // told before it is shown: then the showing counts
                at = Wait.until(
                        server.name() + " showing what it told",
                        LOOK,
                        () -> shown.test(server.remote().status()));
            }
            last = Math.max(last, at);
        }
        return last;
    }

    /** An event that says that a node came into this state, as the server itself saw it. */
    static Predicate<Event> says(String node, NodeState state) {
        return says(state).and(event -> event.subject().equals(node));
    }

    static Predicate<Event> says(NodeState state) {
        return event -> event.type() == EventType.NODE_STATUS
                && event.details().getOrDefault("to", "").equals(state.word());
    }

    static Predicate<ClusterStatus> shows(String node, NodeState state) {
        return status -> status.nodes().stream().anyMatch(each -> each.name().equals(node) && each.state() == state);
    }

    @Override
    public void close() {
        servers.forEach(ServerProcess::close);
    }
}
