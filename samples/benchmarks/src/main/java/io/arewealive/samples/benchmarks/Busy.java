package io.arewealive.samples.benchmarks;

import io.arewealive.event.Event;
import io.arewealive.status.NodeState;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Eight busy threads beside three servers: nobody may be taken for dead, and deaths are still seen. */
final class Busy {

    private static final int THREADS = 8;
    private static final long SLICE_MILLIS = 30_000;

    private final Bench bench;

    Busy(Bench bench) {
        this.bench = bench;
    }

    void measure() throws IOException, InterruptedException {
        for (String profile : bench.profiles()) {
            try (var cluster = AwaCluster.onLoopback(bench, profile, 3)) {
                cluster.start("--first");
                try (var spinner = spinner()) {
                    spinner.await("READY", spinner.begin(), "READY"::equals);
                    alarms(cluster, profile);
                    var deaths = new Deaths(bench);
                    deaths.kills(cluster, profile, Names.BUSY);
                    deaths.hangs(cluster, profile, Names.BUSY);
                }
            }
        }
    }

    /** One value for each half minute: how often one of the three showed another one so, though all lived. */
    private void alarms(AwaCluster cluster, String profile) throws InterruptedException {
        List<Double> offline = new ArrayList<>();
        List<Double> suspect = new ArrayList<>();
        long slices = Math.max(1, bench.options().busy().toMillis() / SLICE_MILLIS);
        for (long i = 0; i < slices; i++) {
            long begin = System.nanoTime();
            Thread.sleep(SLICE_MILLIS);
            offline.add(told(cluster, AwaCluster.says(NodeState.OFFLINE), begin));
            suspect.add(told(cluster, AwaCluster.says(NodeState.SUSPECT), begin));
        }
        bench.report().found(Names.BUSY_ALARMS, "times in 30 s", profile, offline);
        bench.report().found(Names.BUSY_SUSPECTS, "times in 30 s", profile, suspect);
    }

    private static double told(AwaCluster cluster, Predicate<Event> wanted, long since) {
        return cluster.servers().stream()
                .mapToLong(server -> server.ear().since(since, wanted).size())
                .sum();
    }

    private Lines spinner() throws IOException {
        Path directory = bench.place("spinner");
        return Lines.start(
                "spinner",
                directory,
                List.of(
                        "java",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Spinner.class.getName(),
                        Integer.toString(THREADS)));
    }
}
