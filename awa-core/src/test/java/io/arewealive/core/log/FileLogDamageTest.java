package io.arewealive.core.log;

import static io.arewealive.core.log.FileLogContract.append;
import static io.arewealive.core.log.FileLogContract.bytes;
import static io.arewealive.core.log.FileLogContract.entries;
import static io.arewealive.core.log.FileLogContract.meta;
import static io.arewealive.core.log.FileLogContract.persist;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.arewealive.core.raft.HardState;
import io.arewealive.core.raft.Recovered;
import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class FileLogDamageTest {

    private static final LogOptions SMALL = new LogOptions(4 << 10, 4 << 10);
    private static final String LAST = Recovery.segmentName(3);

    /** Three segments, the last in use, and a snapshot in the midst of the first. */
    private static Map<String, byte[]> whole() throws IOException {
        SimDisk disk = new SimDisk(new SplittableRandom(1));
        try (FileLog log = FileLog.open(disk, SMALL, () -> 0)) {
            HardState voted = new HardState(3, Optional.of(LogModel.A));
            log.persist(persist(Optional.of(voted), OptionalLong.empty(), entries(1, 1, 3), 0));
            for (int i = 2; i <= 15; i++) {
                log.persist(append(entries(i, i, 3)));
            }
            log.saveSnapshot(meta(4, 3), bytes(900));
            assertEquals(3, log.status().segments());
        }
        Map<String, byte[]> files = new TreeMap<>();
        disk.list().forEach(file -> files.put(file, disk.get(file)));
        return files;
    }

    private static SimDisk diskWith(Map<String, byte[]> files) {
        SimDisk disk = new SimDisk(new SplittableRandom(2));
        files.forEach(disk::put);
        return disk;
    }

    private static Recovered open(SimDisk disk) throws IOException {
        try (FileLog log = FileLog.open(disk, SMALL, () -> 0)) {
            return log.recovered();
        }
    }

    private static void assertRefusedAndUntouched(Map<String, byte[]> files, String... expected) throws IOException {
        SimDisk disk = diskWith(files);
        DamagedException e = assertThrows(DamagedException.class, () -> open(disk));
        for (String text : expected) {
            assertTrue(e.getMessage().contains(text), e::getMessage);
        }
        assertEquals(0, disk.operations(), "nothing may be changed");
    }

    @Test
    void each_flipped_bit_is_found_or_does_no_harm() throws IOException {
        Map<String, byte[]> files = whole();
        Recovered acknowledged = open(diskWith(files));
        assertEquals(entries(5, 15, 3), acknowledged.entries());
        SplittableRandom random = new SplittableRandom(5);
        int found = 0;
        for (String file : files.keySet()) {
            byte[] contents = files.get(file);
            for (int at = 0; at < contents.length; at++) {
                int mask = 1 << random.nextInt(8);
                contents[at] ^= (byte) mask;
                SimDisk disk = diskWith(files);
                try {
                    Recovered opened = open(disk);
                    boolean fromTheLogAlone = opened.entries().equals(entries(1, 15, 3))
                            && opened.hardState().equals(acknowledged.hardState());
                    assertTrue(
                            opened.equals(acknowledged) || (file.startsWith(SnapshotFile.PREFIX) && fromTheLogAlone),
                            file + " byte " + at + " mask " + mask);
                } catch (DamagedException e) {
                    found++;
                    assertEquals(0, disk.operations());
                } finally {
                    contents[at] ^= (byte) mask;
                }
            }
        }

        assertTrue(found == 3 * (4 << 10), "found " + found);
    }

    @Test
    void a_file_cut_short_anywhere_is_found() throws IOException {
        Map<String, byte[]> files = whole();
        for (String file : files.keySet()) {
            byte[] contents = files.get(file);
            for (int length = 0; length < contents.length; length++) {
                Map<String, byte[]> cut = new TreeMap<>(files);
                cut.put(file, Arrays.copyOf(contents, length));
                if (file.startsWith(SnapshotFile.PREFIX)) {
                    assertEquals(entries(1, 15, 3), open(diskWith(cut)).entries(), "the log holds all that is in it");
                } else {
                    assertRefusedAndUntouched(cut, file);
                }
            }
        }
    }

    @Test
    void a_missing_file_is_found() throws IOException {
        Map<String, byte[]> files = whole();
        for (String file : files.keySet()) {
            Map<String, byte[]> rest = new TreeMap<>(files);
            rest.remove(file);
            if (file.startsWith(SnapshotFile.PREFIX)) {
                assertEquals(entries(1, 15, 3), open(diskWith(rest)).entries());
            } else {
                assertRefusedAndUntouched(rest, "missing");
            }
        }
    }

    @Test
    void a_snapshot_alone_is_no_log() throws IOException {
        Map<String, byte[]> files = whole();
        files.keySet().removeIf(file -> file.startsWith(Recovery.SEGMENT));

        assertRefusedAndUntouched(files, "term and vote are lost");
    }

    @Test
    void a_damaged_snapshot_is_named_when_the_log_does_not_hold_what_is_in_it() throws IOException {
        SimDisk disk = new SimDisk(new SplittableRandom(1));
        try (FileLog log = FileLog.open(disk, SMALL, () -> 0)) {
            log.persist(append(entries(1, 30, 1)));
            log.saveSnapshot(meta(30, 1), bytes(900));
            log.persist(append(entries(31, 60, 1)));
            log.trim(30);
        }
        disk.flip(SnapshotFile.nameOf(30), 4200, 1);

        DamagedException e = assertThrows(DamagedException.class, () -> open(disk));

        assertEquals("sim/" + SnapshotFile.nameOf(30), e.file());
        assertEquals(4096, e.offset());
    }

    @Test
    void a_damaged_snapshot_that_is_not_needed_is_told() throws IOException {
        Map<String, byte[]> files = whole();
        files.get(SnapshotFile.nameOf(4))[4500] ^= 1;
        SimDisk disk = diskWith(files);

        try (FileLog log = FileLog.open(disk, SMALL, () -> 0)) {
            assertEquals(entries(1, 15, 3), log.recovered().entries());
            assertTrue(log.notes().get(0).contains("not needed"), log.notes()::toString);
            log.saveSnapshot(meta(4, 3), bytes(901));
        }
        assertEquals(bytes(901), open(disk).snapshotData());
    }

    @Test
    void a_snapshot_damaged_while_it_is_served_is_not_served() throws IOException {
        SimDisk disk = diskWith(whole());
        try (FileLog log = FileLog.open(disk, SMALL, () -> 0)) {
            disk.flip(SnapshotFile.nameOf(4), 4500, 1);

            assertThrows(DamagedException.class, () -> log.readSnapshot(meta(4, 3), 0, 10));
            log.persist(append(entries(16, 16, 3)));
        }
    }

    @Test
    void segments_that_changed_places_are_found() throws IOException {
        Map<String, byte[]> files = whole();
        byte[] first = files.get(Recovery.segmentName(1));
        files.put(Recovery.segmentName(1), files.get(Recovery.segmentName(2)));
        files.put(Recovery.segmentName(2), first);

        assertRefusedAndUntouched(files, "does not fit segment 1");
    }

    @Test
    void an_older_copy_of_a_segment_is_found() throws IOException {
        SimDisk disk = new SimDisk(new SplittableRandom(1));
        Map<String, byte[]> files;
        byte[] older;
        try (FileLog log = FileLog.open(disk, SMALL, () -> 0)) {
            log.persist(append(entries(1, 2, 1)));
            older = disk.get(Recovery.segmentName(1));
            log.persist(append(entries(3, 40, 1)));
            files = new TreeMap<>();
            disk.list().forEach(file -> files.put(file, disk.get(file)));
        }
        files.put(Recovery.segmentName(1), older);

        assertRefusedAndUntouched(files, "its end is missing");
    }

    @Test
    void a_blank_block_before_a_later_batch_is_damage_and_not_a_torn_end() throws IOException {
        Map<String, byte[]> files = whole();
        byte[] last = files.get(LAST);
        assertEquals(Block.Kind.FIRST, Block.kind(last, 3, 2));
        Arrays.fill(last, Block.BYTES, 2 * Block.BYTES, (byte) 0);

        assertRefusedAndUntouched(files, LAST + " is damaged at byte 512", "a later one follows at byte 1024");
    }

    @Test
    void anything_behind_the_end_that_is_no_part_of_a_batch_is_damage() throws IOException {
        Map<String, byte[]> files = whole();
        files.get(LAST)[4000] = 1;
        assertRefusedAndUntouched(files, LAST, "byte 3584");

        Map<String, byte[]> longer = whole();
        longer.put(LAST, Arrays.copyOf(longer.get(LAST), (4 << 10) + 10));
        assertRefusedAndUntouched(longer, LAST, "was made with 4096");
    }

    @Test
    void blocks_of_two_batches_behind_the_end_are_damage() throws IOException {
        Map<String, byte[]> files = whole();
        byte[] last = files.get(LAST);
        int end = SegmentScan.of(LAST, 3, last).end();
        byte[] one = Block.encode(3, end, new byte[2000], 2000);
        System.arraycopy(one, Block.BYTES, last, (end + 1) * Block.BYTES, Block.BYTES);
        assertEquals(entries(5, 15, 3), open(diskWith(files)).entries(), "a part of one batch is a torn end");
        byte[] other = Block.encode(3, end, new byte[1600], 1600);
        System.arraycopy(other, 2 * Block.BYTES, last, (end + 2) * Block.BYTES, Block.BYTES);

        assertRefusedAndUntouched(files, LAST, "another batch");
    }

    @Test
    void a_torn_end_is_cut_and_told() throws IOException {
        Map<String, byte[]> files = whole();
        byte[] last = files.get(LAST);
        int end = SegmentScan.of(LAST, 3, last).end();
        byte[] batch = Block.encode(3, end, new byte[1500], 1500);
        System.arraycopy(batch, 0, last, end * Block.BYTES, 2 * Block.BYTES);
        SimDisk disk = diskWith(files);

        try (FileLog log = FileLog.open(disk, SMALL, () -> 0)) {
            assertEquals(entries(5, 15, 3), log.recovered().entries());
            assertTrue(log.notes().get(0).startsWith("sim/" + LAST + ": cut a batch"), log.notes()::toString);
        }
        assertArrayEquals(
                new byte[2 * Block.BYTES],
                Arrays.copyOfRange(disk.get(LAST), end * Block.BYTES, (end + 2) * Block.BYTES));
    }

    @Test
    void a_segment_of_a_newer_version_is_refused_and_both_versions_are_named() throws IOException {
        Map<String, byte[]> files = whole();
        byte[] last = files.get(LAST);
        last[11] = 2;
        Block.seal(last, 0, 3, 0);
        SimDisk disk = diskWith(files);

        NewerFormatException e = assertThrows(NewerFormatException.class, () -> open(disk));

        assertTrue(e.getMessage().contains(LAST + " has format version 2"), e::getMessage);
        assertTrue(e.getMessage().contains("up to version 1"), e::getMessage);
        assertEquals(0, disk.operations());
    }

    @Test
    void a_snapshot_of_a_newer_version_is_refused() throws IOException {
        Map<String, byte[]> files = whole();
        byte[] snapshot = files.get(SnapshotFile.nameOf(4));
        snapshot[11] = 2;
        SnapshotFile.sealHeader(snapshot);

        assertThrows(NewerFormatException.class, () -> open(diskWith(files)));
    }

    @Test
    void a_record_of_an_unknown_type_is_damage() throws IOException {
        Map<String, byte[]> files = whole();
        byte[] last = files.get(LAST);
        int end = SegmentScan.of(LAST, 3, last).end();
        byte[] batch = Block.encode(3, end, new byte[] {99}, 1);
        System.arraycopy(batch, 0, last, end * Block.BYTES, Block.BYTES);

        assertRefusedAndUntouched(files, LAST, "no record type 99");
    }
}
