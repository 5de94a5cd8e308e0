package io.arewealive.samples.benchmarks;

import io.arewealive.status.ClusterStatus;
import io.arewealive.status.NodeState;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** From the start of a process with an empty directory until its table in memory is current, with 100,000 changes retained. */
final class Joins {

    private static final int CHANGES = 100_000;
    private static final Duration LOOK = Duration.ofMillis(3);
    private final Bench bench;

    Joins(Bench bench) {
        this.bench = bench;
    }

    void measure() throws IOException, InterruptedException {
        for (String profile : bench.profiles()) {
            try (var cluster = AwaCluster.onLoopback(bench, profile, 3)) {
                Past.make(bench, cluster.first(), profile, CHANGES, CHANGES);
                cluster.start();
                measure(cluster, profile);
            }
        }
        bench.peer("etcd", this::etcd);
    }

    private void measure(AwaCluster cluster, String profile) throws IOException, InterruptedException {
        List<Double> joined = new ArrayList<>();
        List<Double> beyond = new ArrayList<>();
        for (int i = 0; i < bench.rounds(); i++) {
            double jvm = cluster.first().jvmMillis();
            String name = "more-" + i;
            try (var more = ServerProcess.onLoopback(bench, bench.place("awa"), name, profile)) {
                long begin = System.nanoTime();
                more.start("--join", cluster.first().address());
                double millis = Wait.millis(begin, current(more, cluster.first()));
                joined.add(millis);
                beyond.add(millis - jvm);
                more.stop();
            }
            var nodes = cluster.first().remote().nodes();
            nodes.delete(nodes.find(name).orElseThrow().id(), true);
            cluster.awaitWell();
        }
        bench.report().found(Names.JOIN, "ms", profile, joined);
        bench.report().found(Names.JOIN_BEYOND, "ms", profile, beyond);
    }

    private static long current(ServerProcess more, ServerProcess old) throws IOException {
        more.connect();
        long end = Wait.until(more.name() + " joined", LOOK, () -> {
            ClusterStatus status = more.remote().status();
            return status.synced()
                    && status.quorum()
                    && status.version() > CHANGES
                    && AwaCluster.shows(more.name(), NodeState.ONLINE).test(status);
        });
        ClusterStatus there = old.remote().status();
        ClusterStatus here = more.remote().status();
        if (there.version() == here.version() && !there.hash().equals(here.hash())) {
            throw new IllegalStateException(more.name() + " has another table than " + old.name());
        }
        return end;
    }

    private void etcd() throws IOException, InterruptedException {
        List<Double> joined = new ArrayList<>();
        try (var etcd = new Etcd(bench, Etcd.Setup.SHIPPED)) {
            etcd.startAll();
            etcd.fill(CHANGES);
            for (int i = 0; i < bench.rounds(); i++) {
                joined.add(etcd.join(i));
            }
        }
        bench.report().peer(Names.JOIN, "ms", Etcd.Setup.SHIPPED.label(), joined);
        bench.report().peer(Names.JOIN_BEYOND, "ms", Etcd.Setup.SHIPPED.label(), joined);
    }
}
