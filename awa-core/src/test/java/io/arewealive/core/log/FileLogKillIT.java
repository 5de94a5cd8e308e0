package io.arewealive.core.log;

import static io.arewealive.core.log.FileLogContract.append;
import static io.arewealive.core.log.FileLogContract.bytes;
import static io.arewealive.core.log.FileLogContract.entries;
import static io.arewealive.core.log.FileLogContract.meta;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.arewealive.core.raft.HardState;
import io.arewealive.core.raft.RaftEffect;
import io.arewealive.core.raft.Recovered;
import io.arewealive.core.wire.Bytes;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileLogKillIT {

    private static final LogOptions SMALL = new LogOptions(64 << 10, 16 << 10);
    private static final int ROUNDS = 8;

    @TempDir
    private Path directory;

    @Test
    void a_process_killed_while_it_writes_loses_nothing_that_it_had_reported() throws Exception {
        SplittableRandom random = new SplittableRandom(11);
        long reported = 0;
        for (int round = 0; round < ROUNDS; round++) {
            int lines = 20 + random.nextInt(400);
            try (ChildJvm child = new ChildJvm(Writer.class, directory)) {
                List<String> output = new ArrayList<>();
                for (int i = 0; i < lines; i++) {
                    output.add(String.valueOf(child.line()));
                }
                output.addAll(child.kill());
                reported = lastWhole(output);
            }

            try (FileLog log = FileLog.open(new RealDisk(directory), SMALL, () -> 0)) {
                Recovered found = log.recovered();
                long last = log.status().lastIndex();
                assertTrue(last >= reported, "reported " + reported + ", found " + last);
                assertTrue(found.hardState().term() >= reported / 100);
                long snapshot = found.snapshot().index();
                assertEquals(entries(snapshot + 1, last, 1), found.entries());
                assertEquals(snapshot == 0 ? Bytes.EMPTY : bytes((int) snapshot + 5), found.snapshotData());
            }
        }
        assertTrue(reported > ROUNDS * 20, "reported " + reported);
    }

    /** The number in the last line; the kill may have cut one short, which then is no report. */
    private static long lastWhole(List<String> output) {
        for (int i = output.size() - 1; ; i--) {
            String line = output.get(i);
            if (line.startsWith("durable ") && line.endsWith(".")) {
                return Long.parseLong(line.substring("durable ".length(), line.length() - 1));
            }
            assertTrue(i == output.size() - 1, () -> "unexpected: " + line);
        }
    }

    /** Writes entries, snapshots and terms for ever and says after each what is durable. */
    static final class Writer {
        public static void main(String[] arguments) throws Exception {
            try (FileLog log = FileLog.open(new RealDisk(Path.of(arguments[0])), SMALL, System::nanoTime)) {
                for (long next = log.status().lastIndex() + 1; ; next++) {
                    RaftEffect.Persist effect = next % 100 == 0
                            ? new RaftEffect.Persist(
                                    0,
                                    Optional.of(new HardState(next / 100, Optional.of(LogModel.A))),
                                    OptionalLong.empty(),
                                    entries(next, next, 1),
                                    next - 1)
                            : append(entries(next, next, 1));
                    log.persist(effect);
                    if (next % 37 == 0) {
                        log.saveSnapshot(meta(next - 5, 1), bytes((int) next));
                        log.trim(next);
                    }
                    System.out.println("durable " + next + ".");
                }
            }
        }
    }
}
