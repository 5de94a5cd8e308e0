package io.arewealive.standalone.proof;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.arewealive.standalone.control.Server;
import io.arewealive.status.ClusterStatus;
import io.arewealive.status.Problem;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantLock;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * All servers of a cluster are replaced by new ones with empty disks, as docs/operations.md tells an operator, while somebody edits all
 * the time: the new one joins, the old one is stopped and deleted.
 */
class ReplaceIT {

    private static final Duration POLL = Duration.ofMillis(50);

    @TempDir
    private Path home;

    @Test
    void both_servers_of_two_are_replaced_and_no_acknowledged_edit_is_lost() throws Exception {
        replace(2, 2, Duration.ZERO);
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3})
    @Tag("long")
    void one_server_is_replaced_every_5_seconds(int size) throws Exception {
        replace(size, 10, Duration.ofSeconds(5));
    }

    private void replace(int size, int rounds, Duration every) throws Exception {
        try (Cluster cluster = Cluster.of(home, size);
                var journal = new Journal(home.resolve("acknowledged"))) {
            List<Box> alive = new CopyOnWriteArrayList<>(cluster.boxes());
            var writer = new Writer("w", alive, 1, new ReentrantLock(), journal);
            var thread = new Thread(writer, "writer");
            thread.setDaemon(true);
            thread.start();
            try (Watcher watcher = Watcher.start(alive, ReplaceIT::withoutMajority)) {
                for (int round = 1; round <= rounds; round++) {
                    long begin = System.nanoTime();
                    replaceOldest(alive, size + round);
                    long before = writer.acknowledged();
                    await("edits go on").atMost(Box.LONGEST).until(() -> writer.acknowledged() > before + 2);
                    await("the next round")
                            .atMost(Box.LONGEST)
                            .until(() -> System.nanoTime() - begin >= every.toNanos());
                }
                writer.stop();
                thread.join(Box.LONGEST.toMillis());
                assertEquals(List.of(), watcher.seen());
                assertTrue(watcher.looks() > 20 * rounds, () -> watcher.looks() + " looks");
                assertHolds(alive, writer);
            } finally {
                writer.stop();
                alive.forEach(Box::close);
            }
        }
    }

    /** Between two leaders there is a moment in which none is known; that is no loss. */
    private static Optional<String> withoutMajority(ClusterStatus status) {
        return status.problems().stream()
                .map(Problem::message)
                .filter(message -> message.startsWith("no quorum: "))
                .findFirst();
    }

    private void replaceOldest(List<Box> alive, int number) throws IOException, InterruptedException {
        Box fresh = new Box(home, "db-" + number);
        fresh.start("--join", alive.get(0).address()).awaitServing();
        await(fresh.name() + " has everything")
                .atMost(Box.LONGEST)
                .pollInterval(POLL)
                .ignoreExceptions()
                .until(() -> isSynced(fresh));
        alive.add(fresh);
        Box oldest = alive.remove(0);
        assertEquals(0, oldest.stop(), oldest::log);
        await(oldest.name() + " can be deleted").atMost(Box.LONGEST).until(() -> {
            Box.Result deleted = fresh.awa("node", "delete", oldest.name());
            return deleted.code() == 0 || deleted.err().contains("no row has the name");
        });
    }

    private static boolean isSynced(Box box) {
        try (Server server = box.connect()) {
            ClusterStatus status = server.askStatus(Duration.ofSeconds(1));
            return status.synced() && status.quorum();
        }
    }

    private static void assertHolds(List<Box> alive, Writer writer) throws IOException {
        List<Journal.Entry> entries = writer.entries();
        assertTrue(entries.size() > 20, entries::toString);
        for (Box box : alive) {
            await(box.name() + " has all")
                    .atMost(Box.LONGEST)
                    .until(() -> Picture.of(box).version()
                            >= entries.get(entries.size() - 1).version());
            Picture picture = Picture.of(box).assertWhole(box.name());
            for (Journal.Entry entry : entries) {
                assertEquals(
                        entry.commandId(),
                        picture.changes()
                                .get((int) entry.version() - 1)
                                .commandId()
                                .toString(),
                        entry::toString);
            }
        }
    }
}
