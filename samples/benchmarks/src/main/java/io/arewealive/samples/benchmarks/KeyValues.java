package io.arewealive.samples.benchmarks;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes of 64 bytes to three processes, synced to disk, and linear reads: AWA embedded in three services that use it themselves; the
 * engine and its files alone; etcd through its gateway.
 */
final class KeyValues {

    private static final int CLIENTS = 64;
    private static final int KEYS = 1_000;
    private static final int WARM_UP = 300_000;
    private static final int MANY = 200_000;
    private static final int FEW = 5_000;
    private static final int MILLION = 1_000_000;
    private static final Duration LOOK = Duration.ofMillis(50);

    private final Bench bench;

    KeyValues(Bench bench) {
        this.bench = bench;
    }

    void measure() throws IOException, InterruptedException {
        for (boolean tls : bench.options().tls() ? List.of(false, true) : List.of(false)) {
            awa(tls);
        }
        bench.peer("the bare engine", this::engine);
        bench.peer("etcd", this::etcd);
    }

    private void awa(boolean tls) throws IOException, InterruptedException {
        String with = tls ? "tls" : "no tls";
        List<Talk> talks = new ArrayList<>();
        try {
            String first = "";
            for (int i = 1; i <= 3; i++) {
                int port = Ports.free();
                talks.add(Talk.with(
                        bench,
                        "KvNode",
                        "n" + i,
                        Integer.toString(port),
                        bench.place("kv").toString(),
                        tls ? bench.keys().directory().orElseThrow().toString() : "-",
                        first.isEmpty() ? "first" : first));
                first = first.isEmpty() ? "127.0.0.1:" + port : first;
            }
            Wait.until("three voters", LOOK, () -> talks.get(0).ask("voters").equals("3"));
            String name = talks.get(0).ask("leader");
            Talk leader = talks.get(Integer.parseInt(name.substring(1)) - 1);
            Talk follower = talks.get(name.equals("n1") ? 1 : 0);
            measure(with, leader, follower, talks);
        } finally {
            talks.forEach(Talk::close);
        }
    }

    private void measure(String with, Talk leader, Talk follower, List<Talk> all)
            throws IOException, InterruptedException {
        leader.load("write", CLIENTS, WARM_UP);
        follower.load("write", CLIENTS, WARM_UP / 2);
        List<Double> one = new ArrayList<>();
        List<Double> median = new ArrayList<>();
        List<Double> many = new ArrayList<>();
        List<Double> through = new ArrayList<>();
        List<Double> reads = new ArrayList<>();
        for (int i = 0; i < bench.rounds(); i++) {
            Load alone = leader.load("write", 1, FEW);
            one.add(alone.aSecond());
            median.add(alone.median());
            many.add(leader.load("write", CLIENTS, MANY).aSecond());
            through.add(follower.load("write", CLIENTS, MANY).aSecond());
            reads.add(leader.load("read", CLIENTS, MANY).aSecond());
        }
        double before = resident(all);
        leader.load("write", CLIENTS, MILLION);
        double after = resident(all);
        bench.report().found(Names.WRITE_ONE, "a second", with, one);
        bench.report().found(Names.WRITE_MEDIAN, "ms", with, median);
        bench.report().found(Names.WRITE_MANY, "a second", with, many);
        bench.report().found(Names.WRITE_THROUGH, "a second", with, through);
        bench.report().found(Names.READ_MANY, "a second", with, reads);
        bench.report().found(Names.WRITE_GROWTH, "MiB", with, List.of(after - before));
    }

    private static double resident(List<Talk> all) throws IOException {
        double most = 0;
        for (Talk talk : all) {
            most = Math.max(most, Conditions.residentMebibytes(talk.pid()));
        }
        return most;
    }

    private void engine() throws IOException, InterruptedException {
        List<Talk> talks = new ArrayList<>();
        String ports = Ports.free() + "," + Ports.free() + "," + Ports.free();
        try {
            for (int i = 0; i < 3; i++) {
                talks.add(Talk.with(
                        bench,
                        "EngineNode",
                        Integer.toString(i),
                        ports,
                        bench.place("engine").toString()));
            }
            Talk leader = talks.get(Wait.value("a leader of the engine", LOOK, () -> {
                for (int i = 0; i < 3; i++) {
                    if (talks.get(i).ask("leads").equals("true")) {
                        return java.util.Optional.of(i);
                    }
                }
                return java.util.Optional.empty();
            }));
            peer("engine alone", leader, WARM_UP, MANY);
        } finally {
            talks.forEach(Talk::close);
        }
    }

    private void peer(String label, Loading loading, int warmUp, int many) throws IOException, InterruptedException {
        loading.load("write", CLIENTS, warmUp);
        List<Double> one = new ArrayList<>();
        List<Double> median = new ArrayList<>();
        List<Double> all = new ArrayList<>();
        for (int i = 0; i < bench.rounds(); i++) {
            Load alone = loading.load("write", 1, FEW);
            one.add(alone.aSecond());
            median.add(alone.median());
            all.add(loading.load("write", CLIENTS, many).aSecond());
        }
        bench.report().peer(Names.WRITE_ONE, "a second", label, one);
        bench.report().peer(Names.WRITE_MEDIAN, "ms", label, median);
        bench.report().peer(Names.WRITE_MANY, "a second", label, all);
    }

    private void etcd() throws IOException, InterruptedException {
        try (var etcd = new Etcd(bench, Etcd.Setup.SHIPPED)) {
            etcd.startAll();
            peer(Etcd.Setup.SHIPPED.label(), (what, clients, count) -> etcd.load(clients, count, KEYS), 10_000, 20_000);
        }
    }

    /** Something that can be loaded. */
    interface Loading {
        Load load(String what, int clients, int count) throws IOException, InterruptedException;
    }

    /** A process that obeys. */
    record Talk(Process process, BufferedReader in, BufferedWriter out) implements Loading {

        static Talk with(Bench bench, String main, String... args) throws IOException {
            List<String> command = new ArrayList<>(List.of("java", "-Xmx256m", "-cp"));
            command.add(System.getProperty("java.class.path"));
            command.add("io.arewealive.samples.benchmarks." + main);
            command.addAll(List.of(args));
            Path place = bench.place("talk");
            Process process = Children.start(new ProcessBuilder(command)
                    .directory(place.toFile())
                    .redirectError(place.resolve("stderr").toFile()));
            var talk = new Talk(
                    process, process.inputReader(StandardCharsets.UTF_8), process.outputWriter(StandardCharsets.UTF_8));
            talk.await("READY");
            return talk;
        }

        private String await(String word) throws IOException {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                if (line.startsWith(word)) {
                    return line.substring(word.length()).strip();
                }
            }
            throw new IOException("a process of the benchmark has ended; its stderr is kept");
        }

        String ask(String command) throws IOException {
            out.write(command + "\n");
            out.flush();
            return await("DONE");
        }

        @Override
        public Load load(String what, int clients, int count) throws IOException {
            return Load.parse(ask(what + " " + clients + " " + count + " " + KEYS));
        }

        long pid() {
            return process.pid();
        }

        void close() {
            Children.end(process, Duration.ofSeconds(10));
        }
    }
}
