package io.arewealive.samples.benchmarks;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** What a server costs when nobody asks and nothing happens, with as many changes as it retains by default. */
final class Idle {

    private static final int CHANGES = 10_000;
    /** The bar is for this. */
    private static final String HEAP = "-Xmx64m";

    private static final int CALM_MILLIS = 60_000;

    private final Bench bench;

    Idle(Bench bench) {
        this.bench = bench;
    }

    void measure() throws IOException, InterruptedException {
        for (String profile : bench.profiles()) {
            try (var cluster = AwaCluster.onLoopback(bench, profile, 3)) {
                cluster.servers().forEach(server -> server.set("AWA_JAVA_OPTS", HEAP));
                Past.changes(bench, cluster.first(), profile, CHANGES, CHANGES + CHANGES / 2);
                cluster.start();
                cluster.servers().forEach(ServerProcess::disconnect);
                Thread.sleep(CALM_MILLIS);
                measure(cluster.servers(), profile);
            }
        }
    }

    private void measure(List<ServerProcess> servers, String profile) throws IOException, InterruptedException {
        List<Double> before = servers.stream().map(ServerProcess::cpuSeconds).toList();
        long millis = bench.options().idle().toMillis();
        Thread.sleep(millis);
        List<Double> cpu = new ArrayList<>();
        List<Double> memory = new ArrayList<>();
        for (int i = 0; i < servers.size(); i++) {
            cpu.add((servers.get(i).cpuSeconds() - before.get(i)) * 60_000 / millis);
            memory.add(servers.get(i).residentMebibytes());
        }
        bench.report().found(Names.MEMORY, "MiB", profile, memory);
        bench.report().found(Names.CPU, "s", profile, cpu);
    }
}
