package io.arewealive.samples.benchmarks;

import io.arewealive.node.EditOutcome;
import io.arewealive.node.NodeEdit;
import io.arewealive.node.NodeId;
import io.arewealive.status.NodeState;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/** Measures three servers of the launcher from outside, as their users see them: by JMX and by command. */
final class WholeProcesses {

    private static final long EDIT_PAUSE_NANOS = 200_000;
    private static final int EDITS = 100;

    private final Path script;
    private final Path directory;
    private final String profile;
    private final int rounds;
    private final Duration idle;
    private final Consumer<Figure> found;

    WholeProcesses(Path script, Path directory, String profile, int rounds, Duration idle, Consumer<Figure> found) {
        this.script = script;
        this.directory = directory;
        this.profile = profile;
        this.rounds = rounds;
        this.idle = idle;
        this.found = found;
    }

    void measure() throws IOException, InterruptedException {
        firstStarts();
        try (var trio = new Trio(script, directory.resolve("trio"), profile)) {
            trio.start();
            edits(trio);
            commands(trio);
            kills(trio);
            hangs(trio);
            idle(trio);
        }
    }

    /** From the start of the process until it answers by JMX that it leads a cluster of its own. */
    private void firstStarts() throws IOException, InterruptedException {
        List<Double> serving = new ArrayList<>();
        for (int i = 0; i < rounds; i++) {
            try (var trio = new Trio(script, directory.resolve("first-" + i), profile)) {
                ServerProcess server = trio.first();
                long begin = System.nanoTime();
                server.start("--first");
                serving.add(millis(begin, serves(server)));
            }
        }
        report("start to serving, a new cluster", "ms", serving);
    }

    private void edits(Trio trio) throws InterruptedException {
        var nodes = trio.servers().get(1).remote().nodes();
        nodes.add("row", "10.0.0.1", 1);
        NodeId row = nodes.find("row").orElseThrow().id();
        List<Double> acknowledged = new ArrayList<>();
        List<Double> visible = new ArrayList<>();
        for (int i = 1; i <= EDITS; i++) {
            ServerProcess author = trio.servers().get(i % 3);
            long next = nodes.version() + 1;
            var everywhere = Watching.of(
                    trio.servers(), server -> server.remote().nodes().version() >= next, EDIT_PAUSE_NANOS);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5)); // all are looking
            long begin = System.nanoTime();
            EditOutcome outcome =
                    author.remote().nodes().update(row, NodeEdit.none().withPort(i + 1));
            acknowledged.add(millis(begin, System.nanoTime()));
            if (!(outcome instanceof EditOutcome.Applied)) {
                throw new IllegalStateException("an edit ended so: " + outcome);
            }
            visible.add(millis(begin, everywhere.end()));
        }
        nodes.delete(row, true);
        trio.awaitWell();
        report("edit acknowledged to a JMX client", "ms", acknowledged);
        report("edit visible on all three", "ms", visible);
    }

    private void commands(Trio trio) throws IOException, InterruptedException {
        List<Double> wall = new ArrayList<>();
        for (int i = 0; i < rounds; i++) {
            wall.add(trio.first().statusMillis());
        }
        report("awa status, wall time", "ms", wall);
    }

    /** Leader and follower in turn. Each comes back, which is measured too. */
    private void kills(Trio trio) throws IOException, InterruptedException {
        List<Double> shown = new ArrayList<>();
        List<Double> led = new ArrayList<>();
        List<Double> serving = new ArrayList<>();
        for (int i = 0; i < rounds * 2; i++) {
            ServerProcess leader = trio.leader();
            ServerProcess victim = i % 2 == 0 ? leader : trio.without(leader).get(i / 2 % 2);
            List<ServerProcess> survivors = trio.without(victim);
            var offline = Watching.of(survivors, Trio.shows(victim, NodeState.OFFLINE));
            var another = Watching.of(survivors, Trio.isLedByAnother(victim));
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20)); // all are looking
            long begin = System.nanoTime();
            victim.kill();
            shown.add(millis(begin, offline.end()));
            if (victim == leader) {
                led.add(millis(begin, another.end()));
            }
            victim.bury();
            long again = System.nanoTime();
            victim.start();
            serving.add(millis(again, serves(victim)));
            trio.awaitWell();
        }
        report("kill -9 shown Offline by every survivor", "ms", shown);
        report("kill -9 of the leader, another leads", "ms", led);
        report("start to serving, back into its cluster", "ms", serving);
    }

    private void hangs(Trio trio) throws IOException, InterruptedException {
        List<Double> shown = new ArrayList<>();
        List<Double> led = new ArrayList<>();
        for (int i = 0; i < rounds; i++) {
            ServerProcess leader = trio.leader();
            ServerProcess victim = i % 2 == 0 ? leader : trio.without(leader).get(i / 2 % 2);
            List<ServerProcess> survivors = trio.without(victim);
            var offline = Watching.of(survivors, Trio.shows(victim, NodeState.OFFLINE));
            var another = Watching.of(survivors, Trio.isLedByAnother(victim));
            long begin = System.nanoTime();
            victim.signal("STOP");
            shown.add(millis(begin, offline.end()));
            if (victim == leader) {
                led.add(millis(begin, another.end()));
            }
            victim.signal("CONT");
            trio.awaitWell();
        }
        report("SIGSTOP shown Offline by every survivor", "ms", shown);
        report("SIGSTOP of the leader, another leads", "ms", led);
    }

    /** Nobody asks, nothing happens. */
    private void idle(Trio trio) throws IOException, InterruptedException {
        trio.servers().forEach(ServerProcess::disconnect);
        Thread.sleep(5_000);
        List<Double> before =
                trio.servers().stream().map(ServerProcess::cpuSeconds).toList();
        Thread.sleep(idle.toMillis());
        List<Double> cpu = new ArrayList<>();
        List<Double> memory = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            ServerProcess server = trio.servers().get(i);
            cpu.add((server.cpuSeconds() - before.get(i)) * 60_000 / idle.toMillis());
            memory.add(server.residentMebibytes());
        }
        report("idle, resident memory", "MiB", memory);
        report("idle, CPU seconds a minute", "s", cpu);
    }

    private static long serves(ServerProcess server) throws IOException, InterruptedException {
        server.connect();
        return Watching.of(
                        List.of(server),
                        status -> status.synced()
                                && status.quorum()
                                && Trio.shows(server, NodeState.ONLINE).test(status))
                .end();
    }

    private void report(String name, String unit, List<Double> values) {
        found.accept(new Figure(name, unit, profile, values));
    }

    private static double millis(long begin, long end) {
        return (end - begin) / 1e6;
    }
}
