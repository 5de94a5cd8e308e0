package io.arewealive.samples.benchmarks;

import io.arewealive.Awa;
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
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Gives a server a past: edits its table very often, embedded in this JVM, and leaves the data directory behind. */
final class Past {

    private static final int CALLERS = 256;

    private Past() {}

    static void make(Bench bench, ServerProcess server, String profile, int keep, int edits)
            throws IOException, InterruptedException {
        var builder = Awa.builder()
                .standalone()
                .first()
                .name(server.name())
                .host("127.0.0.1")
                .port(server.port())
                .data(server.data())
                .set("awa.profile", profile)
                .set("awa.jmx.enabled", "false")
                .set("awa.changes.keep", Integer.toString(keep));
        Path settings = server.directory().resolve("cluster.properties");
        if (bench.options().tls() && Files.exists(settings)) {
            builder.config(settings);
        }
        try (Awa awa = builder.start()) {
            if (!awa.awaitJoined(Duration.ofSeconds(30))) {
                throw new IllegalStateException("the server that is to be given a past does not serve");
            }
            awa.nodes().add("row", "10.0.0.1", 1);
            edit(awa, awa.nodes().find("row").orElseThrow().id(), edits);
            awa.nodes().delete(awa.nodes().find("row").orElseThrow().id(), true);
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

    private static void edit(Awa awa, NodeId row, int edits) throws InterruptedException {
        ExecutorService callers = Executors.newFixedThreadPool(CALLERS);
        try {
            List<Future<?>> all = new ArrayList<>();
            for (int caller = 0; caller < CALLERS; caller++) {
                int from = caller;
                all.add(callers.submit(() -> {
                    for (int i = from; i < edits; i += CALLERS) {
                        Edits.applied(awa.nodes().update(row, NodeEdit.none().withPort(2 + i % 60_000)));
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
}
