package io.arewealive.core.log;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.Arrays;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class SimDiskTest extends DiskContract {

    private final SplittableRandom random = new SplittableRandom(7);

    @Override
    SimDisk disk() {
        return new SimDisk(random.split());
    }

    @Test
    void what_was_synced_survives_every_crash() throws IOException {
        for (int i = 0; i < 200; i++) {
            SimDisk disk = withSyncedFile(2048);
            disk.write("a", 2048, filled(1024, 2), 0, 1024);
            disk.crash();

            assertArrayEquals(filled(2048, 1), disk.read("a", 0, 2048));
        }
    }

    @Test
    void what_was_not_synced_is_lost_kept_torn_or_reordered() throws IOException {
        Set<String> seen = new TreeSet<>();
        for (int i = 0; i < 2000; i++) {
            SimDisk disk = withSyncedFile(2048);
            disk.write("a", 0, filled(2048, 2), 0, 2048);
            disk.crash();
            byte[] found = disk.read("a", 0, 2048);
            seen.add("" + found[0] + found[512] + found[1024] + found[1536]);
            assertTrue(Arrays.equals(found, 0, 512, filled(512, found[0]), 0, 512), "a sector is written whole");
        }

        assertEquals(16, seen.size(), seen::toString);
    }

    @Test
    void a_file_that_grew_may_end_anywhere() throws IOException {
        Set<Long> lengths = new TreeSet<>();
        for (int i = 0; i < 500; i++) {
            SimDisk disk = withSyncedFile(100);
            disk.write("a", 100, filled(50, 2), 0, 50);
            disk.crash();
            lengths.add(disk.size("a"));
        }

        assertTrue(lengths.contains(100L) && lengths.contains(150L) && lengths.size() > 20, lengths::toString);
    }

    @Test
    void unsynced_names_may_or_may_not_survive() throws IOException {
        Set<String> seen = new TreeSet<>();
        for (int i = 0; i < 500; i++) {
            SimDisk disk = withSyncedFile(1);
            disk.create("b");
            disk.rename("a", "c");
            disk.crash();
            seen.add(disk.list().toString());
        }

        assertEquals(Set.of("[a]", "[a, b]", "[b, c]", "[c]"), seen);
    }

    @Test
    void a_sync_that_failed_is_not_made_good_by_the_next() throws IOException {
        boolean lost = false;
        for (int i = 0; i < 100; i++) {
            SimDisk disk = withSyncedFile(1024);
            disk.write("a", 0, filled(1024, 2), 0, 1024);
            disk.failAfter(0);
            assertThrows(IOException.class, () -> disk.force("a"));
            disk.force("a");
            assertArrayEquals(filled(1024, 2), disk.read("a", 0, 1024));
            disk.crash();
            lost |= !Arrays.equals(filled(1024, 2), disk.read("a", 0, 1024));
        }

        assertTrue(lost);
    }

    @Test
    void a_full_disk_takes_what_fits_and_is_usable_when_there_is_space_again() throws IOException {
        SimDisk disk = withSyncedFile(1000);
        disk.limit(1500);

        assertThrows(IOException.class, () -> disk.write("a", 1000, filled(600, 2), 0, 600));
        assertEquals(1500, disk.size("a"));
        disk.limit(2000);
        disk.write("a", 1000, filled(600, 2), 0, 600);
        assertEquals(1600, disk.size("a"));
    }

    private SimDisk withSyncedFile(int bytes) throws IOException {
        SimDisk disk = disk();
        disk.create("a");
        disk.write("a", 0, filled(bytes, 1), 0, bytes);
        disk.force("a");
        disk.forceDirectory();
        return disk;
    }

    private static byte[] filled(int length, int value) {
        byte[] bytes = new byte[length];
        Arrays.fill(bytes, (byte) value);
        return bytes;
    }
}
