package io.arewealive.standalone.proof;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.arewealive.standalone.control.Server;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/** Servers db-1, db-2, … that form one cluster. */
record Cluster(List<Box> boxes) implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(200);

    /** Starts the first and lets the others join through it. */
    static Cluster of(Path home, int size) {
        return of(home, size, box -> {});
    }

    /** The same, after this was done to each. */
    static Cluster of(Path home, int size, Consumer<Box> prepare) {
        Cluster cluster = boxes(home, size);
        cluster.boxes.forEach(prepare);
        return cluster.startAll();
    }

    /** The same with keys, as {@code awa init} makes them. */
    static Cluster withKeys(Path home, int size) throws IOException {
        Cluster cluster = boxes(home, size);
        Box first = cluster.box(1);
        for (Box box : cluster.boxes) {
            Box.Result made = box == first
                    ? box.awa("init", "--cluster", "awa", "--name", box.name(), "--host", "127.0.0.1")
                    : box.awa("init", "--from", first.directory().toString(), "--name", box.name());
            assertEquals(0, made.code(), made::toString);
            Files.writeString(
                    box.directory().resolve("node.properties"),
                    "awa.node.name=" + box.name() + "\nawa.node.host=127.0.0.1\n");
        }
        return cluster.startAll();
    }

    private static Cluster boxes(Path home, int size) {
        return new Cluster(IntStream.rangeClosed(1, size)
                .mapToObj(number -> new Box(home, "db-" + number))
                .toList());
    }

    private Cluster startAll() {
        try {
            Box first = box(1).start("--first").awaitServing();
            for (Box other : boxes.subList(1, boxes.size())) {
                other.start("--join", first.address());
            }
            awaitAllOnline();
            return this;
        } catch (RuntimeException | Error e) {
            close();
            throw e;
        }
    }

    Box box(int number) {
        return boxes.get(number - 1);
    }

    /** All see all online, and three vote where there are three: from then on the loss of one stops nothing. */
    void awaitAllOnline() {
        boxes.forEach(Box::awaitServing);
        boxes.forEach(box -> await(box.name() + " sees all online")
                .atMost(Box.LONGEST)
                .pollInterval(POLL)
                .ignoreExceptions()
                .until(() -> {
                    try (Server server = box.connect()) {
                        var status = server.askStatus(Duration.ofSeconds(1));
                        boolean seated = status.voters().size() == Math.min(3, boxes.size()) || boxes.size() == 2;
                        return seated
                                && status.summary().online() == boxes.size()
                                && status.synced()
                                && status.quorum();
                    }
                }));
    }

    /** Brings back what stopped, so that the next test finds what this one found. */
    void restore() {
        boxes.stream().filter(box -> !box.isRunning()).forEach(Box::start);
        awaitAllOnline();
    }

    @Override
    public void close() {
        boxes.forEach(Box::close);
    }
}
