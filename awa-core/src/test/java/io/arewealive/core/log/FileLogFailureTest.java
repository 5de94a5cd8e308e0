package io.arewealive.core.log;

import static io.arewealive.core.log.FileLogContract.append;
import static io.arewealive.core.log.FileLogContract.bytes;
import static io.arewealive.core.log.FileLogContract.entries;
import static io.arewealive.core.log.FileLogContract.meta;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.arewealive.core.raft.RaftEffect;
import java.io.IOException;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class FileLogFailureTest {

    private static final LogOptions SMALL = new LogOptions(4 << 10, 4 << 10);

    private final SimDisk disk = new SimDisk(new SplittableRandom(1));

    @Test
    void after_a_failed_sync_nothing_is_written_or_synced_again() throws IOException {
        try (FileLog log = FileLog.open(disk, SMALL, () -> 0)) {
            log.persist(append(entries(1, 1, 1)));
            disk.failAfter(1);

            LogFailedException first =
                    assertThrows(LogFailedException.class, () -> log.persist(append(entries(2, 2, 1))));
            assertTrue(first.getMessage().contains("injected: force segment-0000000001"), first::getMessage);
            long operations = disk.operations();
            assertThrows(LogFailedException.class, () -> log.persist(append(entries(2, 2, 1))));
            assertThrows(LogFailedException.class, () -> log.saveSnapshot(meta(1, 1), bytes(3)));
            assertThrows(LogFailedException.class, () -> log.trim(1));
            assertThrows(
                    LogFailedException.class,
                    () -> log.installSnapshot(new RaftEffect.PersistSnapshot(0, meta(9, 1), bytes(3), true)));

            assertEquals(operations, disk.operations());
            assertEquals(first.getMessage(), log.status().failure().orElseThrow());
        }
    }

    @Test
    void a_failed_sync_is_not_forgotten_by_a_restart_of_the_process_alone() throws IOException {
        for (int seed = 0; seed < 300; seed++) {
            SimDisk disk = new SimDisk(new SplittableRandom(seed));
            try (FileLog log = FileLog.open(disk, SMALL, () -> 0)) {
                disk.failAfter(1);
                assertThrows(LogFailedException.class, () -> log.persist(append(entries(1, 9, 1))));
            }
            disk.kill();
            long found;
            try (FileLog log = FileLog.open(disk, SMALL, () -> 0)) {
                found = log.status().lastIndex(); // may be told to others from now on
            }
            disk.crash();

            try (FileLog log = FileLog.open(disk, SMALL, () -> 0)) {
                assertEquals(found, log.status().lastIndex(), "seed " + seed);
            }
        }
    }

    @Test
    void a_full_disk_ends_the_writing_and_loses_nothing_and_space_makes_it_good() throws IOException {
        disk.limit(20 << 10);
        long acknowledged = 0;
        try (FileLog log = FileLog.open(disk, SMALL, () -> 0)) {
            for (long i = 1; i <= 100; i++) {
                log.persist(append(entries(i, i, 1)));
                acknowledged = i;
            }
        } catch (LogFailedException e) {
            assertTrue(e.getMessage().contains("No space left on device"), e::getMessage);
        }
        assertTrue(acknowledged > 10 && acknowledged < 100, "acknowledged " + acknowledged);
        assertThrows(IOException.class, () -> FileLog.open(disk, SMALL, () -> 0), "still full");

        disk.limit(1 << 20);
        try (FileLog log = FileLog.open(disk, SMALL, () -> 0)) {
            assertEquals(entries(1, acknowledged, 1), log.recovered().entries());
            log.persist(append(entries(acknowledged + 1, acknowledged + 50, 1)));
        }
    }

    @Test
    void a_disk_too_full_for_a_snapshot_keeps_the_older_one() throws IOException {
        try (FileLog log = FileLog.open(disk, SMALL, () -> 0)) {
            log.persist(append(entries(1, 9, 1)));
            log.saveSnapshot(meta(3, 1), bytes(100));
            disk.limit(30 << 10);
            assertThrows(LogFailedException.class, () -> log.saveSnapshot(meta(9, 1), bytes(100_000)));
        }
        disk.crash();

        try (FileLog log = FileLog.open(disk, SMALL, () -> 0)) {
            assertEquals(meta(3, 1), log.recovered().snapshot());
            assertEquals(entries(4, 9, 1), log.recovered().entries());
            assertTrue(disk.list().stream().noneMatch(file -> file.endsWith(".tmp")), disk.list()::toString);
        }
    }

    @Test
    void the_length_of_a_sync_is_measured() throws IOException {
        AtomicLong clock = new AtomicLong();
        try (FileLog log = FileLog.open(disk, SMALL, () -> clock.getAndAdd(40))) {
            log.persist(append(entries(1, 1, 1)));

            assertEquals(40, log.status().lastSyncNanos());
            assertEquals(1, log.status().syncs());
        }
    }
}
