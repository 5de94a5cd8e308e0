package io.arewealive.samples.benchmarks;

import io.arewealive.event.EventType;
import io.arewealive.jmx.RemoteAwa;
import io.arewealive.node.EditOutcome;
import io.arewealive.node.NodeEdit;
import io.arewealive.node.NodeId;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** From a call by JMX that changes a row until every server has told its JMX listener of that version and shows it. */
final class Edits {

    private static final int EDITS = 100;
    private static final int WARM_UP = 300;

    private final Bench bench;

    Edits(Bench bench) {
        this.bench = bench;
    }

    void measure() throws IOException, InterruptedException {
        for (String profile : bench.profiles()) {
            measure(profile, 3, Names.EDIT_OF_3);
            measure(profile, 8, Names.EDIT_OF_8);
        }
    }

    /** Voters take edits in turn. */
    private void measure(String profile, int size, String name) throws IOException, InterruptedException {
        List<Double> acknowledged = new ArrayList<>();
        List<Double> visible = new ArrayList<>();
        try (var cluster = AwaCluster.onLoopback(bench, profile, size)) {
            cluster.start("--first");
            List<ServerProcess> authors = voters(cluster);
            var nodes = cluster.first().remote().nodes();
            nodes.add("row", "10.0.0.1", 1);
            NodeId row = nodes.find("row").orElseThrow().id();
            for (int i = 1; i <= WARM_UP + EDITS; i++) {
                RemoteAwa author = authors.get(i % authors.size()).remote();
                Thread.sleep(5 + i % 7); // not one straight after the other, and not in step
                long begin = System.nanoTime();
                long version =
                        applied(author.nodes().update(row, NodeEdit.none().withPort(i + 1)));
                long answered = System.nanoTime();
                long end = visible(cluster.servers(), version, begin);
                if (i > WARM_UP) {
                    acknowledged.add(Wait.millis(begin, answered));
                    visible.add(Wait.millis(begin, end));
                }
            }
        }
        if (name.equals(Names.EDIT_OF_3)) {
            bench.report().found(Names.EDIT_TOLD, "ms", profile, acknowledged);
        }
        bench.report().found(name, "ms", profile, visible);
    }

    private static List<ServerProcess> voters(AwaCluster cluster) {
        List<String> voters = cluster.first().remote().status().voters();
        return cluster.servers().stream()
                .filter(server -> voters.contains(server.name()))
                .toList();
    }

    private static long visible(List<ServerProcess> servers, long version, long since) throws InterruptedException {
        String wanted = Long.toString(version);
        long last = since;
        for (ServerProcess server : servers) {
            long at = server.ear()
                    .await(
                            since,
                            event -> event.type() == EventType.TABLE_CHANGE
                                    && event.details()
                                            .getOrDefault("version", "")
                                            .equals(wanted));
            if (server.remote().nodes().version() < version) { // told before it is shown: then the showing counts
                at = Wait.until(
                        server.name() + " showing what it told",
                        Duration.ofMillis(1),
                        () -> server.remote().nodes().version() >= version);
            }
            last = Math.max(last, at);
        }
        return last;
    }

    static long applied(EditOutcome outcome) {
        if (outcome instanceof EditOutcome.Applied applied) {
            return applied.version();
        }
        throw new IllegalStateException("an edit ended so: " + outcome);
    }
}
