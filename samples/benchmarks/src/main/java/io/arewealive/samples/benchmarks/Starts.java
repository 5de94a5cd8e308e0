package io.arewealive.samples.benchmarks;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** From the start of a process until it serves; AWA and Hazelcast in turn. */
final class Starts {

    private final Bench bench;

    Starts(Bench bench) {
        this.bench = bench;
    }

    void measure() throws IOException, InterruptedException {
        List<Double> jvm = new ArrayList<>();
        for (int i = 0; i < bench.rounds(); i++) {
            try (var cluster = AwaCluster.onLoopback(bench, "default", 1)) {
                jvm.add(cluster.first().jvmMillis());
            }
        }
        bench.report().found(Names.JVM, "ms", "-", jvm);
        for (String profile : bench.profiles()) {
            List<Double> serving = new ArrayList<>();
            for (int i = 0; i < bench.rounds(); i++) {
                try (var cluster = AwaCluster.onLoopback(bench, profile, 1)) {
                    long begin = System.nanoTime();
                    cluster.first().start("--first");
                    serving.add(Wait.millis(begin, AwaCluster.serves(cluster.first())));
                }
            }
            bench.report().found(Names.START, "ms", profile, serving);
        }
        bench.peer("Hazelcast", this::hazelcast);
    }

    private void hazelcast() throws IOException, InterruptedException {
        List<Double> serving = new ArrayList<>();
        for (int i = 0; i < bench.rounds(); i++) {
            try (var peers = new JavaPeers(bench, JavaPeers.HAZELCAST, 1)) {
                Lines peer = peers.start(0);
                serving.add(Wait.millis(peer.begin(), peers.serves(peer)));
            }
        }
        bench.report().peer(Names.START, "ms", JavaPeers.HAZELCAST.label(), serving);
    }
}
