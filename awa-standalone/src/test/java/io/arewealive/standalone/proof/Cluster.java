package io.arewealive.standalone.proof;

import static org.awaitility.Awaitility.await;

import io.arewealive.standalone.control.Server;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

/** Servers db-1, db-2, … that form one cluster. */
record Cluster(List<Box> boxes) implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(200);

    /** Starts the first and lets the others join through it. */
    static Cluster of(Path home, int size) {
        var cluster = new Cluster(IntStream.rangeClosed(1, size)
                .mapToObj(number -> new Box(home, "db-" + number))
                .toList());
        try {
            Box first = cluster.box(1).start("--first").awaitServing();
            for (Box other : cluster.boxes.subList(1, size)) {
                other.start("--join", first.address());
            }
            cluster.awaitAllOnline();
            return cluster;
        } catch (RuntimeException | Error e) {
            cluster.close();
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
