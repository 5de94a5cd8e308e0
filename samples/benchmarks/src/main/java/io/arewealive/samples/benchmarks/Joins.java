package io.arewealive.samples.benchmarks;

import io.arewealive.status.ClusterStatus;
import io.arewealive.status.NodeState;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * From the start of a process with an empty directory until what it has in memory is current: a table with 100,000 retained changes, or
 * 100,000 keys.
 */
final class Joins {

    private static final int MANY = 100_000;
    private static final Duration LOOK = Duration.ofMillis(3);
    private final Bench bench;

    Joins(Bench bench) {
        this.bench = bench;
    }

    void measure() throws IOException, InterruptedException {
        for (String profile : bench.profiles()) {
            try (var cluster = AwaCluster.onLoopback(bench, profile, 3)) {
                Past.changes(bench, cluster.first(), profile, MANY);
                cluster.start();
                measure(cluster, profile, Names.JOIN, Names.JOIN_BEYOND, Joins::hasChanges);
            }
            try (var cluster = AwaCluster.onLoopback(bench, profile, 3)) {
                Past.keys(bench, cluster.first(), profile, MANY);
                cluster.start();
                measure(cluster, profile, Names.JOIN_KEYS, Names.JOIN_KEYS_BEYOND, Joins::hasKeys);
            }
        }
        bench.peer("etcd", this::etcd);
    }

    private static boolean hasChanges(ServerProcess server) {
        return server.remote().status().version() > MANY;
    }

    private static boolean hasKeys(ServerProcess server) {
        return server.remote().keyValue().stats().keys() == MANY;
    }

    private void measure(
            AwaCluster cluster, String profile, String name, String nameBeyond, Predicate<ServerProcess> hasAll)
            throws IOException, InterruptedException {
        List<Double> joined = new ArrayList<>();
        List<Double> beyond = new ArrayList<>();
        for (int i = 0; i < bench.rounds(); i++) {
            double jvm = cluster.first().jvmMillis();
            String another = "more-" + i;
            try (var more = ServerProcess.onLoopback(bench, bench.place("awa"), another, profile)) {
                long begin = System.nanoTime();
                more.start("--join", cluster.first().address());
                double millis = Wait.millis(begin, current(more, cluster.first(), hasAll));
                joined.add(millis);
                beyond.add(millis - jvm);
                more.stop();
            }
            var nodes = cluster.first().remote().nodes();
            nodes.delete(nodes.find(another).orElseThrow().id(), true);
            cluster.awaitWell();
        }
        bench.report().found(name, "ms", profile, joined);
        bench.report().found(nameBeyond, "ms", profile, beyond);
    }

    private static long current(ServerProcess more, ServerProcess old, Predicate<ServerProcess> hasAll)
            throws IOException {
        more.connect();
        long end = Wait.until(more.name() + " joined", LOOK, () -> {
            ClusterStatus status = more.remote().status();
            return status.synced()
                    && status.quorum()
                    && AwaCluster.shows(more.name(), NodeState.ONLINE).test(status)
                    && hasAll.test(more);
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
            etcd.fill(MANY);
            for (int i = 0; i < bench.rounds(); i++) {
                joined.add(etcd.join(i));
            }
        }
        bench.report().peer(Names.JOIN, "ms", Etcd.Setup.SHIPPED.label(), joined);
        bench.report().peer(Names.JOIN_BEYOND, "ms", Etcd.Setup.SHIPPED.label(), joined);
        bench.report().peer(Names.JOIN_KEYS, "ms", Etcd.Setup.SHIPPED.label(), joined);
        bench.report().peer(Names.JOIN_KEYS_BEYOND, "ms", Etcd.Setup.SHIPPED.label(), joined);
    }
}
