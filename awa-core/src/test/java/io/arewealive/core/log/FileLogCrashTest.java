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
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class FileLogCrashTest {

    private static final LogOptions SMALL = new LogOptions(16 << 10, 4 << 10);

    @Test
    void what_was_acknowledged_is_there_after_any_crash_and_nothing_is_half_there() {
        run(0, 1000);
    }

    @Test
    @Tag("long")
    void nothing_acknowledged_is_lost_in_very_many_crashes() {
        run(1000, 100_000);
    }

    @Test
    void a_failure_at_any_operation_and_a_crash_at_any_operation_of_the_next_start_lose_nothing() throws IOException {
        int fails = 0;
        while (failAndDie(fails, Integer.MAX_VALUE / 2, new SplittableRandom(0))) {
            for (int dies = 0; dies < 25; dies++) {
                for (int luck = 0; luck < 2; luck++) {
                    failAndDie(fails, dies, new SplittableRandom(luck));
                }
            }
            fails++;
        }
        assertTrue(fails > 60, "only " + fails + " operations");
    }

    /** Some full segments, a snapshot, one from elsewhere; the process restarts, the machine dies while it starts. */
    private static boolean failAndDie(int fails, int dies, SplittableRandom random) throws IOException {
        SimDisk disk = new SimDisk(random);
        LogOptions tiny = new LogOptions(2 << 10, 2 << 10);
        long acknowledged = 0;
        boolean failed = false;
        try (FileLog log = FileLog.open(disk, tiny, () -> 0)) {
            disk.failAfter(fails);
            for (long i = 1; i <= 9; i++) {
                log.persist(FileLogContract.append(FileLogContract.entries(i, i, 1)));
                acknowledged = i;
            }
            log.saveSnapshot(FileLogContract.meta(5, 1), FileLogContract.bytes(600));
            log.trim(5);
            log.installSnapshot(
                    new RaftEffect.PersistSnapshot(0, FileLogContract.meta(7, 2), FileLogContract.bytes(700), true));
            acknowledged = 7;
        } catch (LogFailedException | LogStalledException e) {
            failed = true;
        }
        disk.kill();
        disk.crashAfter(dies);
        try {
            FileLog.open(disk, tiny, () -> 0).close();
        } catch (SimDisk.Crash e) {
            // at any of its operations
        }
        disk.crash();

        try (FileLog log = FileLog.open(disk, tiny, () -> 0)) {
            long last = log.status().lastIndex();
            String where = "failed at " + fails + ", died at " + dies;
            assertTrue(last >= acknowledged || last == 7, () -> where + ", found " + last);
            log.persist(FileLogContract.append(FileLogContract.entries(last + 1, last + 1, 3)));
        } catch (DamagedException e) {
            fail("failed at " + fails + ", died at " + dies, e);
        }
        return failed;
    }

    private static void run(long fromSeed, long toSeed) {
        for (long seed = fromSeed; seed < toSeed; seed++) {
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
            } catch (SimDisk.Crash | LogFailedException | LogStalledException | IOException e) {
                assertTrue(!(e instanceof IOException) || e.getMessage().contains("injected"), e::toString);
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
