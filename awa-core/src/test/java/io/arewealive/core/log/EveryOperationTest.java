package io.arewealive.core.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.arewealive.core.raft.Entry;
import io.arewealive.core.raft.HardState;
import io.arewealive.core.raft.Membership;
import io.arewealive.core.raft.RaftEffect;
import io.arewealive.core.raft.Recovered;
import io.arewealive.core.raft.SnapshotMeta;
import io.arewealive.core.wire.Bytes;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * One life of a log that touches the disk in every way there is - first start, appends, votes, a truncation, full segments, own
 * snapshots, trims, one from elsewhere, a restart. Each of its operations in turn fails, or is the last one before the machine dies,
 * and so is each operation of the start after that. What was acknowledged must be there, exactly, and nothing else but what was asked
 * for at that moment.
 */
class EveryOperationTest {

    private static final LogOptions TINY = new LogOptions(2 << 10, 2 << 10);
    /** What a life must consist of, or it proves less than it says. */
    private static final Set<String> KINDS = Set.of(
            "create segment.tmp",
            "write segment.tmp",
            "force segment.tmp",
            "rename segment.tmp",
            "write segment",
            "force segment",
            "delete segment",
            "create snapshot.tmp",
            "write snapshot.tmp",
            "force snapshot.tmp",
            "rename snapshot.tmp",
            "delete snapshot",
            "force the directory");

    @Test
    @Tag("R10")
    @Tag("R3")
    void the_machine_dies_at_each_operation_and_at_each_of_the_next_start() throws IOException {
        assertEquals(KINDS, strikeAll(true, 1));
    }

    @Test
    @Tag("R10")
    void each_operation_fails_and_the_machine_dies_at_each_of_the_next_start() throws IOException {
        assertEquals(KINDS, strikeAll(false, 1));
    }

    @Test
    @Tag("long")
    void no_luck_changes_that() throws IOException {
        assertEquals(KINDS, strikeAll(true, 40));
        assertEquals(KINDS, strikeAll(false, 40));
    }

    @Test
    void a_start_that_cannot_read_says_what_and_changes_nothing() throws IOException {
        Life whole = new Life(new SplittableRandom(1));
        whole.live();
        SimDisk disk = whole.disk;
        int failed = 0;
        for (boolean more = true; more; failed += more ? 1 : 0) {
            long operations = disk.operations();
            disk.failReadAfter(failed);
            more = fails(disk);
            disk.disarm();
            assertTrue(!more || disk.operations() == operations, () -> "written after " + disk.struck());
        }

        assertTrue(failed > 6, "reads: " + failed);
        try (FileLog log = FileLog.open(disk, TINY, () -> 0)) {
            assertTrue(whole.acknowledged.matches(log.recovered()));
        }
    }

    /** Whether a start fails, and then with a message that names the operation. */
    private static boolean fails(SimDisk disk) throws IOException {
        try {
            FileLog.open(disk, TINY, () -> 0).close();
            return false;
        } catch (IOException e) {
            assertTrue(String.valueOf(e.getMessage()).contains("injected: " + disk.struck()), e::toString);
            return true;
        }
    }

    private static Set<String> strikeAll(boolean dies, int lucks) throws IOException {
        Set<String> struck = new TreeSet<>();
        int runs = 0;
        int at = 0;
        for (boolean more = true; more; at++) {
            for (int luck = 0; luck < lucks; luck++) {
                Life life = new Life(new SplittableRandom(luck * 1_009L + at));
                more = life.strike(dies, at);
                if (more) {
                    struck.add(life.struck.replaceFirst("-\\d+", "")); // of whichever segment
                }
                boolean died = true;
                for (int start = 0; died; start++, runs++) {
                    Life next = life.copy(new SplittableRandom(start));
                    died = next.dieInStart(start);
                    next.look("operation " + at + " (" + life.struck + "), then " + start + ", luck " + luck);
                }
            }
        }
        System.out.printf("%d operations %s, %d runs%n", at - 1, dies ? "died at" : "failed", runs);
        assertTrue(at > 100, "only " + at + " operations");
        return struck;
    }

    /** One node's log from its first start on, and what was promised of it. */
    private static final class Life {
        private final SimDisk disk;
        private LogModel acknowledged = LogModel.empty();
        private LogModel wanted = acknowledged;
        private String struck = "";

        Life(SplittableRandom random) {
            this(new SimDisk(random));
        }

        private Life(SimDisk disk) {
            this.disk = disk;
        }

        Life copy(SplittableRandom luck) {
            Life other = new Life(disk.copy(luck));
            other.acknowledged = acknowledged;
            other.wanted = wanted;
            return other;
        }

        private interface Step {
            void on(FileLog log);
        }

        /** Lives with a failure, or a death, at this operation; whether there was one. */
        boolean strike(boolean dies, int at) throws IOException {
            if (dies) {
                disk.crashAfter(at);
            } else {
                disk.failAfter(at);
            }
            boolean hit = true;
            try {
                live();
                hit = !disk.struck().isEmpty();
            } catch (SimDisk.Crash e) {
                assertTrue(dies);
            } catch (LogFailedException e) {
                assertTrue(!dies && String.valueOf(e.getMessage()).contains("injected: " + disk.struck()), e::toString);
            }
            struck = disk.struck();
            if (dies) {
                disk.crash();
            } else {
                disk.kill();
            }
            return hit;
        }

        /** Starts, and dies at this operation of it; whether there was one. */
        boolean dieInStart(int at) throws IOException {
            disk.crashAfter(at);
            try {
                FileLog.open(disk, TINY, () -> 0).close();
                disk.crash();
                return false;
            } catch (SimDisk.Crash e) {
                disk.crash();
                return true;
            }
        }

        /** What was acknowledged is there, or what was asked for when it ended; and it can be gone on with. */
        void look(String where) throws IOException {
            try (FileLog log = FileLog.open(disk, TINY, () -> 0)) {
                Recovered found = log.recovered();
                assertTrue(
                        acknowledged.matches(found) || wanted.matches(found),
                        () -> where + ": acknowledged\n" + acknowledged + "\nasked for\n" + wanted + "\nfound\n"
                                + found);
                long last = log.status().lastIndex();
                log.persist(append(last + 1, last + 2, 9));
                assertEquals(last + 2, log.status().lastIndex(), where);
            } catch (DamagedException e) {
                throw new AssertionError(where, e);
            }
        }

        void live() throws IOException {
            try (FileLog log = start()) {
                write(log, term(1));
                for (long i = 1; i <= 6; i++) {
                    write(log, append(i, i, 1));
                }
                write(log, truncate(4));
                write(log, append(5, 9, 1));
                snapshot(log, 5, 600);
                write(log, term(2));
                write(log, append(10, 12, 2));
                snapshot(log, 11, 900);
                install(log, 20, 700);
                write(log, append(21, 23, 2));
                log.writeCommit();
            }
            try (FileLog log = start()) {
                write(log, append(24, 30, 2));
                snapshot(log, 25, 300);
            }
        }

        /** A start that fails is tried again by whoever sees to the disk. */
        private FileLog start() throws IOException {
            try {
                return FileLog.open(disk, TINY, () -> 0);
            } catch (IOException e) {
                assertTrue(String.valueOf(e.getMessage()).contains("injected: " + disk.struck()), e::toString);
                return FileLog.open(disk, TINY, () -> 0);
            }
        }

        private void write(FileLog log, RaftEffect.Persist effect) {
            carryOut(log, model -> model.with(effect), files -> files.persist(effect));
        }

        private void snapshot(FileLog log, long index, int size) {
            SnapshotMeta meta = acknowledged.meta(index);
            Bytes data = FileLogContract.bytes(size);
            carryOut(log, model -> model.with(meta, data, false), files -> files.saveSnapshot(meta, data));
            carryOut(log, UnaryOperator.identity(), files -> files.trim(index));
        }

        private void install(FileLog log, long index, int size) {
            var meta = new SnapshotMeta(index, 2, Membership.of(Set.of(LogModel.A)));
            var effect = new RaftEffect.PersistSnapshot(0, meta, FileLogContract.bytes(size), true);
            carryOut(log, model -> model.with(meta, effect.data(), true), files -> files.installSnapshot(effect));
        }

        /** Tries again what waits, as the writer of a node does; what failed for good is refused from then on without a look at the disk. */
        private void carryOut(FileLog log, UnaryOperator<LogModel> change, Step step) {
            wanted = change.apply(acknowledged);
            try {
                step.on(log);
            } catch (LogStalledException e) {
                assertTrue(String.valueOf(e.getMessage()).contains("injected: " + disk.struck()), e::toString);
                step.on(log);
            } catch (LogFailedException e) {
                long operations = disk.operations();
                LogFailedException again = assertThrows(LogFailedException.class, () -> step.on(log));
                assertEquals(e.getMessage(), again.getMessage());
                assertEquals(operations, disk.operations());
                throw e;
            }
            acknowledged = wanted;
        }

        private static RaftEffect.Persist term(long term) {
            return new RaftEffect.Persist(
                    0, Optional.of(new HardState(term, Optional.of(LogModel.B))), OptionalLong.empty(), List.of(), 0);
        }

        private static RaftEffect.Persist truncate(long after) {
            return new RaftEffect.Persist(0, Optional.empty(), OptionalLong.of(after), List.of(), after);
        }

        private static RaftEffect.Persist append(long from, long to, long term) {
            List<Entry> entries = LongStream.rangeClosed(from, to)
                    .mapToObj(index ->
                            new Entry(index, term, Entry.Kind.COMMAND, FileLogContract.bytes((int) (index * 37 % 300))))
                    .collect(Collectors.toCollection(ArrayList::new));
            return new RaftEffect.Persist(0, Optional.empty(), OptionalLong.empty(), entries, to);
        }
    }
}
