package io.arewealive.samples.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Many servers on one machine, a process each: until they know each other, and what each costs at rest. */
final class Crowd {

    private static final int AT_ONCE = 4;
    private static final Duration PATIENCE = Duration.ofMinutes(4);
    private static final Duration LOOK = Duration.ofMillis(200);
    private static final int CALM_MILLIS = 20_000;

    private final Bench bench;

    Crowd(Bench bench) {
        this.bench = bench;
    }

    void measure() throws IOException, InterruptedException {
        for (String profile : bench.profiles()) {
            for (int size : bench.options().crowd()) {
                try (var cluster = AwaCluster.onLoopback(bench, profile, size)) {
                    measure(cluster.servers(), size + " servers, ", profile);
                }
            }
        }
    }

    private void measure(List<ServerProcess> servers, String what, String profile)
            throws IOException, InterruptedException {
        servers.get(0).start("--first");
        servers.get(0).connect();
        for (int i = 1; i < servers.size(); i++) {
            servers.get(i).start("--join", servers.get(0).address());
            if (i % AT_ONCE == 0) {
                servers.get(i).awaitServing(); // so many JVMs cannot start at once on a small machine
            }
        }
        long begin = System.nanoTime();
        List<ServerProcess> viewers =
                List.of(servers.get(0), servers.get(servers.size() / 2), servers.get(servers.size() - 1));
        for (ServerProcess viewer : viewers.subList(1, 3)) {
            viewer.connect();
        }
        if (!awaitAll(viewers, servers.size())) {
            bench.report()
                    .note(what + "profile " + profile + ": not all were shown Online within " + PATIENCE.toMinutes()
                            + " minutes");
            return;
        }
        bench.report().found(what + Names.CROWD_FORM, "ms", profile, List.of(Wait.millis(begin, System.nanoTime())));
        rest(servers, what, profile);
    }

    private static boolean awaitAll(List<ServerProcess> viewers, int size) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() - deadline < 0) {
            if (viewers.stream().allMatch(viewer -> showsAll(viewer, size))) {
                return true;
            }
            Thread.sleep(LOOK.toMillis());
        }
        return false;
    }

    private static boolean showsAll(ServerProcess viewer, int size) {
        return viewer.remote().status().summary().online() == size;
    }

    private void rest(List<ServerProcess> servers, String what, String profile)
            throws IOException, InterruptedException {
        Thread.sleep(CALM_MILLIS);
        List<Double> before = servers.stream().map(ServerProcess::cpuSeconds).toList();
        long millis = bench.options().idle().toMillis();
        Thread.sleep(millis);
        List<Double> cpu = new ArrayList<>();
        List<Double> threads = new ArrayList<>();
        List<Double> memory = new ArrayList<>();
        for (int i = 0; i < servers.size(); i++) {
            Path process = Path.of("/proc", Long.toString(servers.get(i).pid()));
            cpu.add((servers.get(i).cpuSeconds() - before.get(i)) * 60_000 / millis);
            threads.add(threads(process));
            memory.add(proportional(process));
        }
        bench.report().found(what + Names.CROWD_CPU, "s", profile, cpu);
        bench.report().found(what + Names.CROWD_THREADS, "threads", profile, threads);
        bench.report().found(what + Names.CROWD_MEMORY, "MiB", profile, memory);
    }

    private static double threads(Path process) throws IOException {
        try (Stream<Path> tasks = Files.list(process.resolve("task"))) {
            return tasks.count();
        }
    }

    /** What it has in memory, where what processes share is parted among them. */
    private static double proportional(Path process) throws IOException {
        return Files.readAllLines(process.resolve("smaps_rollup")).stream()
                .filter(line -> line.startsWith("Pss:"))
                .mapToDouble(line -> Double.parseDouble(line.replaceAll("[^0-9]", "")) / 1024)
                .findFirst()
                .orElseThrow();
    }
}
