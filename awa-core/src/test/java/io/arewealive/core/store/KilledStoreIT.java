package io.arewealive.core.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process that is killed while it writes leaves whole transactions, and all that it had acknowledged. */
class KilledStoreIT {

    @TempDir
    Path data;

    @Test
    @Tag("A19")
    void five_kills_during_writes_and_rebuilds_lose_nothing_acknowledged() throws Exception {
        kill(5, 1);
    }

    @Test
    @Tag("A19")
    @Tag("long")
    void twenty_kills_during_writes_and_rebuilds_lose_nothing_acknowledged() throws Exception {
        kill(20, 2);
    }

    private void kill(int rounds, long seed) throws Exception {
        var random = new Random(seed);
        var proof = new Proof(new Rows(7, 30));
        for (int round = 0; round < rounds; round++) {
            long acknowledged = writeAndKill(random);
            TableStore store = TableStores.at(new StorePlace.Files(data));
            String which = "seed " + seed + " round " + round;
            try {
                var sound = assertInstanceOf(StoreState.Sound.class, store.open(), which);
                assertTrue(sound.version() >= acknowledged, which + ": " + sound + " after " + acknowledged);
                assertTrue(
                        sound.version() <= acknowledged + Proof.CHANGES,
                        which + ": " + sound + " after " + acknowledged);
                proof.advanceTo(sound.version());
                proof.holds(sound, store, Hsql.inFiles(data.resolve("db")));
            } finally {
                store.close();
            }
        }
    }

    /** Orders more than will ever be done and kills in the midst of it. Every third process dies in a rebuild. */
    private long writeAndKill(Random random) throws Exception {
        try (var process = new StoreProcess(data)) {
            String line = process.answer();
            assertTrue(line.startsWith("open "), line);
            int writes = 3 + random.nextInt(12);
            process.order("w".repeat(writes) + (random.nextInt(3) == 0 ? "r".repeat(5) : "w".repeat(100)));
            for (int i = 0; i < writes; i++) {
                line = process.answer();
                assertTrue(line.startsWith("done "), line);
            }
            long spin = System.nanoTime() + random.nextInt(20_000_000);
            while (System.nanoTime() < spin) {
                Thread.onSpinWait();
            }
            process.kill();
            for (String late = process.answer(); late != null; late = process.answer()) {
                line = late.startsWith("done ") ? late : line;
            }
            return Long.parseLong(line.substring("done ".length()));
        }
    }

    @Test
    void a_process_that_ends_in_good_order_is_found_as_it_was() throws Exception {
        try (var process = new StoreProcess(data)) {
            process.order("wwwrw");
            assertEquals("open 0", process.answer());
            for (int version : new int[] {20, 40, 60, 60, 80}) {
                assertEquals("done " + version, process.answer());
            }
        }
    }
}
