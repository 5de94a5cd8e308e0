package io.arewealive.standalone.proof;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.arewealive.node.Node;
import io.arewealive.node.NodeChange;
import io.arewealive.standalone.control.Server;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Servers are killed while two writers outside of them edit through different servers at the same time; what was acknowledged to
 * a writer stands in a file before its next edit, and must be on every server after every round.
 */
class KillIT {

    private static final int WRITERS = 2;

    /** Each kind of round twice. */
    private static final int ROUNDS = Integer.getInteger("awa.kill.rounds", 4);

    private final long seed = Long.getLong("awa.seed", System.nanoTime());
    private final Random random = new Random(seed);
    private final ReentrantReadWriteLock quiet = new ReentrantReadWriteLock(true);
    private final List<Writer> writers = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();
    private final List<Journal> journals = new ArrayList<>();

    @TempDir
    private Path home;

    private Cluster cluster;
    private List<NodeChange> checked = List.of();

    @BeforeEach
    void start() throws IOException {
        cluster = Cluster.of(home, 3);
        for (int number = 1; number <= WRITERS; number++) {
            var journal = new Journal(home.resolve("acknowledged-" + number));
            journals.add(journal);
            Lock permission = quiet.readLock();
            var writer = new Writer("w" + number, cluster.boxes(), seed + number, permission, journal);
            writers.add(writer);
            var thread = new Thread(writer, "writer-" + number);
            thread.setDaemon(true);
            thread.start();
            threads.add(thread);
        }
    }

    @AfterEach
    void close() throws Exception {
        writers.forEach(Writer::stop);
        cluster.close();
        for (Journal journal : journals) {
            journal.close();
        }
    }

    @Test
    @Tag("A11")
    @Tag("A12")
    @Tag("A19")
    void nothing_acknowledged_is_lost_in_rounds_of_kills() throws IOException {
        rounds(ROUNDS);
    }

    @Test
    @Tag("long")
    void nothing_acknowledged_is_lost_in_200_rounds_of_kills() throws IOException {
        rounds(200);
    }

    private void rounds(int count) throws IOException {
        for (int round = 0; round < count; round++) {
            awaitEdits(1 + random.nextInt(6));
            List<Box> killed = victims(round);
            killed.forEach(box -> ProcessHandle.of(box.pid()).ifPresent(ProcessHandle::destroyForcibly));
            killed.forEach(Box::kill9);
            if (killed.size() == 1) {
                awaitEdits(2);
            }
            killed.forEach(Box::start);
            if (round % 4 == 3) {
                killed.forEach(Box::awaitServing);
                killed.forEach(Box::kill9);
                killed.forEach(Box::start);
            }
            awaitEdits(2);
            check("round " + round + " of seed " + seed);
        }
        writers.forEach(Writer::stop);
        checked = List.of();
        check("the end of seed " + seed);
        assertTrue(checked.size() > count * 3, "edits: " + checked.size());
    }

    /** One, all, two; and one that is killed again when it has only just come back. */
    private List<Box> victims(int round) {
        List<Box> boxes = new ArrayList<>(cluster.boxes());
        Collections.shuffle(boxes, random);
        return boxes.subList(0, List.of(1, 3, 2, 1).get(round % 4));
    }

    private void awaitEdits(long more) {
        long wanted = edits() + more;
        await("edits " + wanted + " of seed " + seed).atMost(Box.LONGEST).until(() -> edits() >= wanted);
    }

    private long edits() {
        return writers.stream().mapToLong(Writer::acknowledged).sum();
    }

    private void check(String round) throws IOException {
        quiet.writeLock().lock();
        try {
            cluster.boxes().forEach(Box::awaitServing);
            await(round + ": equal").atMost(Box.LONGEST).ignoreExceptions().until(this::allAreEqual);
            Picture first = Picture.of(cluster.box(1), checked).assertWhole(round);
            for (Box box : cluster.boxes()) {
                assertEquals(first, Picture.of(box, checked), round);
            }
            checked = first.changes();
            for (Writer writer : writers) {
                writer.entries().forEach(entry -> assertHolds(first, entry, round));
            }
        } finally {
            quiet.writeLock().unlock();
        }
    }

    private boolean allAreEqual() {
        Set<String> states = new HashSet<>();
        for (Box box : cluster.boxes()) {
            try (Server server = box.connect()) {
                states.add(server.nodes().version() + " " + server.nodes().hash());
            }
        }
        return states.size() == 1;
    }

    private static void assertHolds(Picture picture, Journal.Entry entry, String round) {
        assertTrue(
                entry.version() <= picture.version(), () -> round + ": " + entry + " is beyond " + picture.version());
        NodeChange change = picture.changes().get((int) entry.version() - 1);
        assertEquals(entry.commandId(), change.commandId().toString(), () -> round + ": " + entry + " but " + change);
        String name = entry.wanted().split(" ", 2)[0];
        assertEquals(
                entry.wanted(),
                change.data().map(KillIT::text).orElse(name),
                () -> round + ": " + entry + " but " + change);
    }

    private static String text(Node row) {
        return row.name() + " " + row.address();
    }
}
