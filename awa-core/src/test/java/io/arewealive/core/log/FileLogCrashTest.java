package io.arewealive.core.log;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import io.arewealive.core.raft.Membership;
import io.arewealive.core.raft.RaftEffect;
import io.arewealive.core.raft.Recovered;
import io.arewealive.core.raft.SnapshotMeta;
import io.arewealive.core.wire.Bytes;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class FileLogCrashTest {

    private static final LogOptions SMALL = new LogOptions(16 << 10, 4 << 10);

    @Test
    void what_was_acknowledged_is_there_after_any_crash_and_nothing_is_half_there() {
        for (long seed = 0; seed < 1000; seed++) {
            try {
                new Run(seed).run();
            } catch (IOException | RuntimeException | AssertionError e) {
                fail("seed " + seed, e);
            }
        }
    }

    /** One node's life: it writes, dies at any operation or has a disk error, starts again. */
    private static final class Run {
        private final SplittableRandom random;
        private final SimDisk disk;
        private LogModel acknowledged = LogModel.empty();
        private LogModel wanted = acknowledged;

        Run(long seed) {
            random = new SplittableRandom(seed);
            disk = new SimDisk(random.split());
        }

        void run() throws IOException {
            for (int life = 0; life < 6; life++) {
                live();
            }
            disk.crash();
            start();
        }

        private void live() throws IOException {
            boolean dies = random.nextInt(3) > 0;
            int operations = random.nextInt(60);
            if (dies) {
                disk.crashAfter(operations);
            } else {
                disk.failAfter(operations);
            }
            try (FileLog log = start()) {
                for (int i = 0; i < 40; i++) {
                    act(log);
                    acknowledged = wanted;
                }
            } catch (SimDisk.Crash | LogFailedException | IOException e) {
                assertTrue(!(e instanceof IOException) || e.getMessage().startsWith("injected"), e::toString);
            }
            if (dies || random.nextBoolean()) {
                disk.crash();
            } else {
                disk.kill();
            }
        }

        private FileLog start() throws IOException {
            FileLog log = FileLog.open(disk, SMALL, () -> 0);
            Recovered found = log.recovered();
            if (wanted.matches(found)) {
                acknowledged = wanted;
            }
            wanted = acknowledged;
            assertTrue(acknowledged.matches(found), () -> "acknowledged\n" + acknowledged + "\nand found\n" + found);
            return log;
        }

        private void act(FileLog log) {
            int choice = random.nextInt(20);
            long first = acknowledged.snapshot().index();
            if (choice < 15) {
                List<RaftEffect.Persist> effects = new ArrayList<>();
                for (int i = random.nextInt(3); i >= 0; i--) {
                    RaftEffect.Persist effect = wanted.randomPersist(random);
                    effects.add(effect);
                    wanted = wanted.with(effect);
                }
                log.persist(effects);
            } else if (choice < 17 && acknowledged.commit() > first) {
                long index = first + 1 + random.nextLong(acknowledged.commit() - first);
                SnapshotMeta meta = acknowledged.meta(index);
                Bytes data = LogModel.randomData(random);
                wanted = acknowledged.with(meta, data, false);
                log.saveSnapshot(meta, data);
            } else if (choice == 17) {
                install(log);
            } else {
                log.trim(random.nextLong(acknowledged.last() + 10));
            }
        }

        private void install(FileLog log) {
            long index = acknowledged.commit() + 1 + random.nextLong(20);
            boolean known = index <= acknowledged.last() && random.nextBoolean();
            SnapshotMeta meta = known
                    ? acknowledged.meta(index)
                    : new SnapshotMeta(index, acknowledged.hardState().term() + 1, Membership.of(Set.of(LogModel.A)));
            Bytes data = LogModel.randomData(random);
            wanted = acknowledged.with(meta, data, !known);
            log.installSnapshot(new RaftEffect.PersistSnapshot(0, meta, data, !known));
        }
    }
}
