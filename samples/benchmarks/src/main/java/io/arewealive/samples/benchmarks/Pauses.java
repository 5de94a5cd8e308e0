package io.arewealive.samples.benchmarks;

import io.arewealive.event.Event;
import io.arewealive.status.NodeState;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** A server is stopped for 300 ms: how many servers, itself included, then showed anybody as anything but Online. */
final class Pauses {

    private static final int PAUSE_MILLIS = 300;
    private static final int AFTER_MILLIS = 1_000;

    private final Bench bench;

    Pauses(Bench bench) {
        this.bench = bench;
    }

    void measure() throws IOException, InterruptedException {
        for (String profile : bench.profiles()) {
            try (var cluster = AwaCluster.onLoopback(bench, profile, 3)) {
                cluster.start("--first");
                measure(cluster, profile);
            }
        }
    }

    /** Twice as many tries as rounds: each is cheap, and it is the rare one that counts. */
    private void measure(AwaCluster cluster, String profile) throws IOException, InterruptedException {
        Predicate<Event> alarm = AwaCluster.says(NodeState.SUSPECT).or(AwaCluster.says(NodeState.OFFLINE));
        List<Double> shown = new ArrayList<>();
        for (int i = 0; i < bench.rounds() * 2; i++) {
            ServerProcess victim = cluster.servers().get(i % 3);
            long begin = System.nanoTime();
            victim.signal("STOP");
            Thread.sleep(PAUSE_MILLIS);
            victim.signal("CONT");
            Thread.sleep(AFTER_MILLIS + i % 10 * 20); // long enough to be shown, and not in step with a beat
            shown.add((double) cluster.servers().stream()
                    .filter(server -> !server.ear().since(begin, alarm).isEmpty())
                    .count());
            cluster.awaitWell();
        }
        bench.report().found(Names.PAUSE, "servers", profile, shown);
    }
}
