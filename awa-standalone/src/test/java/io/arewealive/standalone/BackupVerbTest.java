package io.arewealive.standalone;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.ArgumentMatchers.anyLong;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import io.arewealive.core.log.BackupFile;
import io.arewealive.core.wire.Bytes;
import io.arewealive.log.BackupOutcome;
import io.arewealive.log.Log;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mockito.Mockito;

/** A copy that is gone before it is fetched, as after the connection moved to another server. */
class BackupVerbTest {

    private static final byte[] FILE = new BackupFile(
                    "orders", new UUID(1, 2), 77, 3, Instant.EPOCH, 9, 40, "0.1", Bytes.owning(new byte[] {1, 2, 3}))
            .encode()
            .array();

    @TempDir
    Path home;

    private final Log log = Mockito.mock(Log.class);

    @Test
    void a_copy_that_is_gone_is_made_anew() throws Exception {
        when(log.backup(any())).thenReturn(ready("a", 76), ready("b", 77));
        when(log.backupPart(eq("a"), anyLong(), anyInt())).thenThrow(new IllegalStateException("a is not kept"));
        when(log.backupPart(eq("b"), anyLong(), anyInt())).thenReturn(FILE);

        CommandFixture.Run run = backup();

        assertEquals(0, run.code(), run::toString);
        assertTrue(run.out().contains("index 77"), run::toString);
        assertArrayEquals(FILE, Files.readAllBytes(home.resolve("all.bak")));
    }

    @Test
    void a_copy_that_is_gone_twice_is_said_to_be_and_nothing_is_written() {
        when(log.backup(any())).thenReturn(ready("a", 76), ready("b", 77));
        when(log.backupPart(any(), anyLong(), anyInt())).thenThrow(new IllegalStateException("db-2: not kept"));

        CommandFixture.Run run = backup();

        assertEquals(107, run.code(), run::toString);
        assertTrue(run.err().contains("db-2: not kept") && run.err().contains("try again"), run::toString);
        assertFalse(Files.exists(home.resolve("all.bak")));
        verify(log, times(2)).backup(any());
    }

    private CommandFixture.Run backup() {
        var awa = new CommandFixture(home);
        awa.servers.keeping(log);
        return awa.run("backup", "all.bak");
    }

    private static BackupOutcome ready(String id, long index) {
        return new BackupOutcome.Ready(id, FILE.length, index, 9, 40);
    }
}
