package io.arewealive.core.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.arewealive.core.wire.Bytes;
import java.time.Instant;
import java.util.Arrays;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What a backup says of itself, and what is taken for none. */
class BackupFileTest {

    private static final BackupFile FILE = new BackupFile(
            "orders",
            new UUID(1, 2),
            77,
            3,
            Instant.ofEpochMilli(1_700_000_000_123L),
            9,
            40,
            "0.1",
            Bytes.owning(new byte[] {1, 2, 3, 4, 5}));

    @Test
    void what_is_written_is_read_again() {
        assertEquals(FILE, BackupFile.read(FILE.encode().array()));
    }

    @Test
    void a_file_that_is_cut_short_anywhere_is_refused() {
        byte[] whole = FILE.encode().array();

        for (int length = 0; length < whole.length; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            assertThrows(BadBackupException.class, () -> BackupFile.read(cut), "cut to " + length);
        }
    }

    @Test
    void a_file_of_which_any_byte_is_another_is_refused() {
        byte[] whole = FILE.encode().array();

        for (int at = 0; at < whole.length; at++) {
            byte[] damaged = whole.clone();
            damaged[at] ^= 0x10;
            assertThrows(BadBackupException.class, () -> BackupFile.read(damaged), "byte " + at);
        }
    }

    @Test
    void a_file_of_newer_software_is_told_from_a_damaged_one() {
        byte[] newer = FILE.encode().array().clone();
        newer[Long.BYTES + Integer.BYTES - 1] = BackupFile.FORMAT + 1;

        var refused = assertThrows(BadBackupException.class, () -> BackupFile.read(newer));

        assertTrue(String.valueOf(refused.getMessage()).startsWith("its format is 2, and this version"));
    }

    @Test
    void another_file_is_no_backup() {
        byte[] other = "PK this is something else, and long enough".getBytes(java.nio.charset.StandardCharsets.UTF_8);

        var refused = assertThrows(BadBackupException.class, () -> BackupFile.read(other));

        assertEquals("it is no backup of AWA", refused.getMessage());
    }
}
