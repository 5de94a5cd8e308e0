package io.arewealive.core.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.arewealive.event.EventStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file system that takes no more, shown by a limit on the size of a process's files, which needs no special right. */
class DiskFullIT {

    @TempDir
    Path data;

    private StoreProcess process;

    @BeforeEach
    void start() throws IOException {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/prlimit")), "prlimit is not installed");
        process = new StoreProcess(data);
        assertEquals("open 0", process.answer());
        process.order("ww");
        assertEquals("done 20", process.answer());
        assertEquals("done 40", process.answer());
    }

    @AfterEach
    void stop() {
        if (process != null) {
            process.close();
        }
    }

    @Test
    void a_full_disk_refuses_writes_and_space_that_comes_back_takes_them() throws Exception {
        limitFiles(1_000);
        process.order("www");
        for (int i = 0; i < 3; i++) {
            assertRefused();
        }

        limitFiles(1L << 40);
        process.order("ww");
        assertEquals("done 60", process.answer());
        assertEquals("done 80", process.answer());
        process.kill();

        assertHolds(80, 0);
    }

    /** The rows fit into HSQLDB's buffer; it only logs that the buffer could not be written, and answers the commit as done. */
    @Test
    void a_commit_that_did_not_reach_the_disk_is_refused() throws Exception {
        limitFiles(Files.size(data.resolve("db").resolve("awa.log")));
        process.order("e");
        assertRefused();

        limitFiles(1L << 40);
        process.order("e");
        assertEquals("done 40", process.answer());
        process.kill();

        assertHolds(40, 1);
    }

    private void assertRefused() throws IOException {
        String refused = process.answer();
        assertTrue(refused.startsWith("refused "), refused);
    }

    private void assertHolds(int version, int moreLocalEvents) throws Exception {
        try (TableStore store = TableStores.at(new StorePlace.Files(data))) {
            var proof = new Proof(new Rows(7, 30));
            proof.advanceTo(version);
            assertEquals(proof.rows.sound(), store.open());
            assertEquals(proof.rows.localEvents.size() + moreLocalEvents, store.lastEvent(EventStream.LOCAL));
            if (moreLocalEvents == 0) {
                proof.holds(proof.rows.sound(), store, Hsql.inFiles(data.resolve("db")));
            }
        }
    }

    private void limitFiles(long bytes) throws IOException, InterruptedException {
        var command = List.of("/usr/bin/prlimit", "--pid", Long.toString(process.pid()), "--fsize=" + bytes + ":");
        assertEquals(0, new ProcessBuilder(command).inheritIO().start().waitFor());
    }
}
