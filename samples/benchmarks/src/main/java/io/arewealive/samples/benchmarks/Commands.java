package io.arewealive.samples.benchmarks;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** How long a person waits for {@code awa status}. */
final class Commands {

    private final Bench bench;

    Commands(Bench bench) {
        this.bench = bench;
    }

    void measure() throws IOException, InterruptedException {
        for (String profile : bench.profiles()) {
            List<Double> wall = new ArrayList<>();
            try (var cluster = AwaCluster.onLoopback(bench, profile, 3)) {
                cluster.start("--first");
                for (int i = 0; i < bench.rounds(); i++) {
                    wall.add(cluster.first().commandMillis("status"));
                }
            }
            bench.report().found(Names.STATUS, "ms", profile, wall);
        }
    }
}
