package io.arewealive.core.log;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the log relies on, whatever the disk is. */
abstract class DiskContract {

    private final byte[] bytes = "0123456789".getBytes(StandardCharsets.US_ASCII);

    /** An empty one. */
    abstract Disk disk() throws IOException;

    private Disk disk;

    private Disk empty() throws IOException {
        disk = disk();
        return disk;
    }

    @AfterEach
    void close() throws IOException {
        if (disk != null) {
            disk.close();
            disk.close();
        }
    }

    @Test
    void a_new_disk_has_no_files() throws IOException {
        assertEquals(List.of(), empty().list());
    }

    @Test
    void what_is_written_at_a_place_is_read_there() throws IOException {
        Disk disk = empty();
        disk.create("a");
        disk.write("a", 0, bytes, 0, 10);
        disk.write("a", 4, bytes, 0, 3);
        disk.force("a");
        disk.release("a");

        assertEquals(10, disk.size("a"));
        assertArrayEquals("3012789".getBytes(StandardCharsets.US_ASCII), disk.read("a", 3, 7));
    }

    @Test
    void a_write_behind_the_end_fills_the_gap_with_zeros() throws IOException {
        Disk disk = empty();
        disk.create("a");
        disk.write("a", 2, bytes, 5, 1);

        assertArrayEquals(new byte[] {0, 0, '5'}, disk.read("a", 0, 3));
    }

    @Test
    void a_large_write_arrives_whole() throws IOException {
        Disk disk = empty();
        byte[] large = new byte[3 << 20];
        new Random(1).nextBytes(large);
        disk.create("a");
        disk.write("a", 0, large, 0, large.length);

        assertArrayEquals(large, disk.read("a", 0, large.length));
    }

    @Test
    void files_are_listed_in_order() throws IOException {
        Disk disk = empty();
        disk.create("b");
        disk.create("a");
        disk.forceDirectory();

        assertEquals(List.of("a", "b"), disk.list());
    }

    @Test
    void a_renamed_file_replaces_the_one_that_had_the_name() throws IOException {
        Disk disk = empty();
        disk.create("old");
        disk.create("new");
        disk.write("new", 0, bytes, 0, 10);
        disk.rename("new", "old");
        disk.forceDirectory();

        assertEquals(List.of("old"), disk.list());
        assertEquals(10, disk.size("old"));
        disk.write("old", 10, bytes, 0, 10);
        assertEquals(20, disk.size("old"));
    }

    @Test
    void a_deleted_file_is_gone_and_can_be_made_again() throws IOException {
        Disk disk = empty();
        disk.create("a");
        disk.write("a", 0, bytes, 0, 10);
        disk.delete("a");
        disk.forceDirectory();

        assertEquals(List.of(), disk.list());
        disk.create("a");
        assertEquals(0, disk.size("a"));
    }

    @Test
    void what_is_not_there_cannot_be_used() throws IOException {
        Disk disk = empty();

        assertThrows(IOException.class, () -> disk.size("a"));
        assertThrows(IOException.class, () -> disk.read("a", 0, 1));
        assertThrows(IOException.class, () -> disk.write("a", 0, bytes, 0, 1));
        assertThrows(IOException.class, () -> disk.force("a"));
        assertThrows(IOException.class, () -> disk.rename("a", "b"));
        assertThrows(IOException.class, () -> disk.delete("a"));
        assertEquals(List.of(), disk.list());
    }

    @Test
    void a_file_is_not_made_twice() throws IOException {
        Disk disk = empty();
        disk.create("a");
        disk.write("a", 0, bytes, 0, 10);

        assertThrows(IOException.class, () -> disk.create("a"));
        assertEquals(10, disk.size("a"));
    }

    @Test
    void reading_behind_the_end_fails() throws IOException {
        Disk disk = empty();
        disk.create("a");
        disk.write("a", 0, bytes, 0, 10);

        assertThrows(IOException.class, () -> disk.read("a", 5, 6));
    }
}
