package io.arewealive.standalone.proof;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.arewealive.event.Event;
import io.arewealive.event.EventStream;
import io.arewealive.event.EventType;
import io.arewealive.standalone.control.Server;
import io.arewealive.status.ClusterStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The keys of three servers change while they run and somebody edits, as docs/operations.md tells an operator. */
@Tag("A20")
class RotationIT {

    private static final String KEYS = "cluster.p12";

    @TempDir
    private Path home;

    @Test
    @Tag("long") // KeysIT in awa-core has the same in one process
    void keys_change_without_a_restart_nobody_is_missed_and_the_old_ones_are_refused() throws Exception {
        try (Cluster cluster = Cluster.withKeys(home, 3);
                var journal = new Journal(home.resolve("acknowledged"));
                var late = new Box(home, "db-4")) {
            Box first = cluster.box(1);
            copyKeys(first, late);
            ClusterStatus before = status(first);
            List<Long> events = lastEvents(cluster);
            var writer = new Writer("w", cluster.boxes(), 1, new ReentrantLock(), journal);
            var thread = new Thread(writer, "writer");
            thread.setDaemon(true);
            thread.start();
            try (Watcher watcher = Watcher.start(cluster.boxes(), now -> difference(before, now))) {
                for (int stage = 1; stage <= 3; stage++) {
                    bring(cluster, stage);
                    long acknowledged = writer.acknowledged();
                    await("edits go on").atMost(Box.LONGEST).until(() -> writer.acknowledged() > acknowledged + 5);
                }
                await("each of the three connections is made anew by one of its sides")
                        .atMost(Box.LONGEST)
                        .until(() -> cluster.boxes().stream()
                                        .mapToLong(box -> linesWith(box, "no longer trusted, and ends"))
                                        .sum()
                                >= 3);
                late.start("--join", first.address());
                await("who has the old keys is refused")
                        .atMost(Box.LONGEST)
                        .until(() -> first.awa("status").out().contains("keys: "));
                writer.stop();
                thread.join(Box.LONGEST.toMillis());

                assertEquals(List.of(), watcher.seen(), () -> logs(cluster));
                assertTrue(watcher.looks() > 100, () -> watcher.looks() + " looks");
                assertEquals(events, lastEvents(cluster), "no server was missed by another, not even for a moment");
                assertTrue(writer.acknowledged() > 15);
                assertTrue(late.log().contains("keys: "), late::log);
            }
        }
    }

    /** All that is the cluster's, as it is before the change. */
    private static void copyKeys(Box from, Box to) throws IOException {
        try (Stream<Path> files = Files.list(from.directory())) {
            for (Path file : files.filter(each -> each.getFileName().toString().startsWith("cluster."))
                    .toList()) {
                Files.copy(file, to.directory().resolve(file.getFileName()), StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
    }

    private static void bring(Cluster cluster, int stage) throws IOException {
        Box first = cluster.box(1);
        Box.Result renewed = first.awa("init", "--renew");
        assertEquals(0, renewed.code(), renewed::toString);
        assertTrue(renewed.out().contains("stage " + stage + " of 3"), renewed::toString);
        for (Box other : cluster.boxes().subList(1, 3)) {
            Files.copy(
                    first.directory().resolve(KEYS),
                    other.directory().resolve(KEYS),
                    StandardCopyOption.COPY_ATTRIBUTES,
                    StandardCopyOption.REPLACE_EXISTING);
        }
        for (Box box : cluster.boxes()) {
            await(box.name() + " has stage " + stage)
                    .atMost(Box.LONGEST)
                    .until(() -> linesWith(box, KEYS + " was read again") == stage);
        }
    }

    private static long linesWith(Box box, String text) {
        return box.log().lines().filter(line -> line.contains(text)).count();
    }

    private static String logs(Cluster cluster) {
        return cluster.boxes().stream().map(Box::log).collect(Collectors.joining("\n"));
    }

    private static Optional<String> difference(ClusterStatus before, ClusterStatus now) {
        boolean same = now.quorum()
                && now.leader().equals(before.leader())
                && now.term() == before.term()
                && now.voters().equals(before.voters())
                && now.summary().online() == 3;
        return same
                ? Optional.empty()
                : Optional.of(now.takenAt() + " term " + now.term() + " leader " + now.leader() + " quorum "
                        + now.quorum() + " voters " + now.voters() + " " + now.summary());
    }

    private static List<Long> lastEvents(Cluster cluster) {
        return cluster.boxes().stream()
                .map(box -> {
                    try (Server server = box.connect()) {
                        return server.events().since(EventStream.LOCAL, 0, 1_000).stream()
                                .filter(event -> event.type() == EventType.NODE_STATUS)
                                .mapToLong(Event::number)
                                .max()
                                .orElse(0);
                    }
                })
                .toList();
    }

    private static ClusterStatus status(Box box) {
        try (Server server = box.connect()) {
            return server.status();
        }
    }
}
