package io.arewealive.samples.benchmarks;

import io.arewealive.Awa;
import io.arewealive.kv.KvOutcome;
import io.arewealive.kv.KvValue;
import io.arewealive.node.NodeEdit;
import io.arewealive.node.NodeId;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntConsumer;

/** Gives a server a past: does something very often, embedded in this JVM, and leaves the data directory behind. */
final class Past {

    private static final int CALLERS = 256;
    private static final KvValue VALUE = KvValue.of("v".repeat(64));

    private Past() {}

    /** A table of one row that was changed so often, and all changes of it retained. */
    static void changes(Bench bench, ServerProcess server, String profile, int changes)
            throws IOException, InterruptedException {
        changes(bench, server, profile, changes, changes);
    }

    /** As many changes, of which so many are retained. */
    static void changes(Bench bench, ServerProcess server, String profile, int keep, int changes)
            throws IOException, InterruptedException {
        make(bench, server, profile, Map.of("awa.changes.keep", Integer.toString(keep)), awa -> {
            awa.nodes().add("row", "10.0.0.1", 1);
            NodeId row = awa.nodes().find("row").orElseThrow().id();
            repeat(
                    changes,
                    i -> Edits.applied(awa.nodes().update(row, NodeEdit.none().withPort(2 + i % 60_000))));
            awa.nodes().delete(row, true);
        });
    }

    /** A table of so many nodes that never started. */
    static void nodes(Bench bench, ServerProcess server, String profile, int nodes)
            throws IOException, InterruptedException {
        make(
                bench,
                server,
                profile,
                Map.of(),
                awa -> repeat(nodes, i -> Edits.applied(awa.nodes().add("node-" + i, "10.0.0.1", 7800))));
    }

    /** As many keys with values of 64 bytes. */
    static void keys(Bench bench, ServerProcess server, String profile, int keys)
            throws IOException, InterruptedException {
        make(
                bench,
                server,
                profile,
                Map.of("awa.kv.max-bytes", "64MiB"),
                awa -> repeat(keys, i -> {
                    if (!(awa.keyValue().set("join/" + i, VALUE) instanceof KvOutcome.Done)) {
                        throw new IllegalStateException("key " + i + " was not written");
                    }
                }));
    }

    private static void make(
            Bench bench, ServerProcess server, String profile, Map<String, String> settings, Deeds deeds)
            throws IOException, InterruptedException {
        var builder = Awa.builder()
                .standalone()
                .first()
                .name(server.name())
                .host("127.0.0.1")
                .port(server.port())
                .data(server.data())
                .set("awa.profile", profile)
                .set("awa.jmx.enabled", "false");
        settings.forEach(builder::set);
        Path file = server.directory().resolve("cluster.properties");
        if (bench.options().tls() && Files.exists(file)) {
            builder.config(file);
        }
        try (Awa awa = builder.start()) {
            if (!awa.awaitJoined(Duration.ofSeconds(30))) {
                throw new IllegalStateException("the server that is to be given a past does not serve");
            }
            deeds.doneBy(awa);
        }
        Wait.until(
                "the end of what writes the past",
                Duration.ofMillis(20),
                () -> isFree(server.data().resolve("lock")));
    }

    private static boolean isFree(Path lock) throws IOException {
        try (var channel = FileChannel.open(lock, StandardOpenOption.WRITE);
                FileLock got = channel.tryLock()) {
            return got != null;
        }
    }

    private static void repeat(int times, IntConsumer deed) throws InterruptedException {
        ExecutorService callers = Executors.newFixedThreadPool(CALLERS);
        try {
            List<Future<?>> all = new ArrayList<>();
            for (int caller = 0; caller < CALLERS; caller++) {
                int from = caller;
                all.add(callers.submit(() -> {
                    for (int i = from; i < times; i += CALLERS) {
                        deed.accept(i);
                    }
                }));
            }
            for (Future<?> each : all) {
                each.get();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("a past cannot be made", e.getCause());
        } finally {
            callers.shutdownNow();
        }
    }

    /** What the past consists of. */
    private interface Deeds {
        void doneBy(Awa awa) throws InterruptedException;
    }
}
