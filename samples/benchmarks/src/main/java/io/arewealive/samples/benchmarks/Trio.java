package io.arewealive.samples.benchmarks;

import io.arewealive.status.ClusterStatus;
import io.arewealive.status.NodeState;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Three servers that form a cluster. */
final class Trio implements AutoCloseable {

    private final List<ServerProcess> servers = new ArrayList<>();

    Trio(Path script, Path directory, String profile) throws IOException {
        for (int i = 1; i <= 3; i++) {
            servers.add(new ServerProcess(script, directory, "db-" + i, freePort(), profile));
        }
    }

    List<ServerProcess> servers() {
        return servers;
    }

    ServerProcess first() {
        return servers.get(0);
    }

    void start() throws IOException, InterruptedException {
        first().start("--first");
        first().connect();
        for (ServerProcess server : servers.subList(1, 3)) {
            server.start("--join", first().address());
            server.connect();
        }
        awaitWell();
    }

    /** Waits until all three agree that all is well. */
    void awaitWell() throws InterruptedException {
        Watching.of(servers, Trio::isWell).end();
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

    static Predicate<ClusterStatus> shows(ServerProcess server, NodeState state) {
        return status ->
                status.nodes().stream().anyMatch(node -> node.name().equals(server.name()) && node.state() == state);
    }

    static Predicate<ClusterStatus> isLedByAnother(ServerProcess server) {
        return status -> status.quorum()
                && status.leader().filter(name -> !name.equals(server.name())).isPresent();
    }

    private static boolean isWell(ClusterStatus status) {
        return status.summary().online() == 3
                && status.voters().size() == 3
                && status.quorum()
                && status.synced()
                && status.problems().isEmpty()
                && status.nodes().stream().allMatch(node -> node.lag().orElse(1) == 0);
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() {
        servers.forEach(ServerProcess::close);
    }
}
