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
import java.util.Optional;
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
    void a_full_disk_makes_the_log_wait_and_room_lets_it_go_on_as_if_nothing_had_been() throws IOException {
        disk.limit(20 << 10);
        long acknowledged = 0;
        try (FileLog log = FileLog.open(disk, SMALL, () -> 0)) {
            LogStalledException stalled = null;
            while (stalled == null) {
                try {
                    log.persist(append(entries(acknowledged + 1, acknowledged + 1, 1)));
                    acknowledged++;
                } catch (LogStalledException e) {
                    stalled = e;
                }
            }
            assertTrue(stalled.getMessage().contains("No space left on device"), stalled::getMessage);
            assertTrue(acknowledged > 10 && acknowledged < 100, "acknowledged " + acknowledged);
            assertEquals(Optional.empty(), log.status().failure());
            long next = acknowledged + 1;
            assertThrows(LogStalledException.class, () -> log.persist(append(entries(next, next, 1))), "still full");
            assertTrue(disk.list().stream().noneMatch(file -> file.endsWith(".tmp")), disk.list()::toString);
            assertThrows(IOException.class, () -> FileLog.open(disk, SMALL, () -> 0), "still full");

            disk.limit(1 << 20);
            log.persist(append(entries(next, next + 50, 1)));
        }
        disk.crash();

        try (FileLog log = FileLog.open(disk, SMALL, () -> 0)) {
            assertEquals(entries(1, acknowledged + 51, 1), log.recovered().entries());
        }
    }

    @Test
    void a_snapshot_from_elsewhere_that_finds_no_room_is_installed_when_there_is_some() throws IOException {
        var install = new RaftEffect.PersistSnapshot(0, meta(9, 2), bytes(100_000), true);
        try (FileLog log = FileLog.open(disk, SMALL, () -> 0)) {
            log.persist(append(entries(1, 3, 1)));
            disk.limit(30 << 10);
            assertThrows(LogStalledException.class, () -> log.installSnapshot(install));

            disk.limit(1 << 20);
            log.installSnapshot(install);
            log.persist(append(entries(10, 12, 2)));
        }
        disk.crash();

        try (FileLog log = FileLog.open(disk, SMALL, () -> 0)) {
            assertEquals(meta(9, 2), log.recovered().snapshot());
            assertEquals(entries(10, 12, 2), log.recovered().entries());
        }
    }

    @Test
    void a_disk_too_full_for_a_snapshot_keeps_the_older_one_and_the_log_goes_on() throws IOException {
        try (FileLog log = FileLog.open(disk, SMALL, () -> 0)) {
            log.persist(append(entries(1, 9, 1)));
            log.saveSnapshot(meta(3, 1), bytes(100));
            disk.limit(30 << 10);
            assertThrows(LogStalledException.class, () -> log.saveSnapshot(meta(9, 1), bytes(100_000)));
            log.persist(append(entries(10, 10, 1)));
        }
        disk.crash();

        try (FileLog log = FileLog.open(disk, SMALL, () -> 0)) {
            assertEquals(meta(3, 1), log.recovered().snapshot());
            assertEquals(entries(4, 10, 1), log.recovered().entries());
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
