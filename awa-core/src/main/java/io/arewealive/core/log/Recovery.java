package io.arewealive.core.log;

import io.arewealive.core.raft.Recovered;
import io.arewealive.core.raft.SnapshotMeta;
import io.arewealive.core.wire.Bytes;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Finds out what a directory holds, without changing anything: the newest sound snapshot and the log behind it.
 *
 * @param recovered what the engine is told
 * @param lastIndex where the log's files end
 * @param snapshot the newest sound snapshot
 * @param segments the log's segments in order; empty if the directory is new
 * @param end the first block behind the last batch of the last segment
 * @param repairs what must be done before the first write
 * @param notes what a person should know about this start
 */
record Recovery(
        Recovered recovered,
        long lastIndex,
        Optional<SnapshotFile> snapshot,
        List<SegmentHeader> segments,
        int end,
        List<Repair> repairs,
        List<String> notes) {

    static final String SEGMENT = "segment-";

    /** What must be done before the first write. */
    sealed interface Repair {
        /**
         * Put a segment in place again, without what a crash left behind its last whole batch. Done at every start for the end of
         * the log: what was read may stand in the system's memory alone, if a sync failed in the last run.
         */
        record Rewrite(SegmentHeader segment, Bytes contents) implements Repair {}

        /** The snapshot is durable, and the log is void but does not say so yet. */
        record Reset(long index) implements Repair {}

        /** A file that was never finished or is no longer needed. */
        record Delete(String file) implements Repair {}
    }

    static String segmentName(long number) {
        return SEGMENT + "%010d".formatted(number);
    }

    static Recovery of(Disk disk) throws IOException {
        return new Walk(disk).run();
    }

    private record Segment(String name, Bytes data, SegmentScan scan) {

        boolean isEmpty() {
            return scan.end() == 1 && scan.torn() == 0;
        }

        /** Header and whole batches. */
        Repair rewrite() {
            return new Repair.Rewrite(scan.header(), data.slice(0, scan.end() * Block.BYTES));
        }

        /** As {@link #rewrite}, with a seal. */
        Repair rewriteSealed() {
            if (scan.sealed()) {
                return rewrite();
            }
            byte[] seal = LogRecord.sealBlock(scan.header().number(), scan.end());
            byte[] contents = Arrays.copyOf(data.array(), (scan.end() + 1) * Block.BYTES);
            System.arraycopy(seal, 0, contents, scan.end() * Block.BYTES, seal.length);
            return new Repair.Rewrite(scan.header(), Bytes.owning(contents));
        }
    }

    private static final class Walk {
        private final Disk disk;
        private final List<String> files;
        private final List<SegmentHeader> segments = new ArrayList<>();
        private final List<Repair> repairs = new ArrayList<>();
        private final List<String> notes = new ArrayList<>();
        private Optional<SnapshotFile> snapshot = Optional.empty();
        private Bytes snapshotData = Bytes.EMPTY;
        private @Nullable DamagedException damagedSnapshot;
        private Optional<Repair> seal = Optional.empty();
        private int end;

        Walk(Disk disk) throws IOException {
            this.disk = disk;
            this.files = disk.list();
        }

        Recovery run() throws IOException {
            findSnapshot();
            long snapshotIndex = snapshot.map(found -> found.meta().index()).orElse(0L);
            deleteAll(file -> file.endsWith(".tmp"));
            List<String> names =
                    files.stream().filter(file -> file.startsWith(SEGMENT)).toList();
            if (names.isEmpty()) {
                return withoutSegments();
            }
            Replay replay = replay(names);
            requireCovered(replay, snapshotIndex);
            SnapshotMeta meta = snapshot.map(SnapshotFile::meta).orElse(SnapshotMeta.EMPTY);
            boolean isVoid = isVoid(replay, meta);
            if (isVoid) {
                repairs.add(new Repair.Reset(snapshotIndex));
            }
            // last: only the rewriting makes sure that the newer snapshot's name is durable
            deleteAll(file ->
                    file.startsWith(SnapshotFile.PREFIX) && file.compareTo(SnapshotFile.nameOf(snapshotIndex)) < 0);
            Recovered recovered = new Recovered(
                    replay.hardState(),
                    Math.max(snapshotIndex, isVoid ? 0 : Math.min(replay.commit(), replay.lastIndex())),
                    meta,
                    snapshotData,
                    isVoid ? List.of() : replay.entriesBehind(snapshotIndex));
            return new Recovery(recovered, replay.lastIndex(), snapshot, List.copyOf(segments), end, repairs, notes);
        }

        private void deleteAll(Predicate<String> unneeded) {
            files.stream().filter(unneeded).forEach(file -> repairs.add(new Repair.Delete(file)));
        }

        private Recovery withoutSegments() {
            if (snapshot.isPresent() || damagedSnapshot != null) {
                throw new DamagedException(
                        disk.name(), -1, "there is a snapshot, but no " + SEGMENT + " file: term and vote are lost");
            }
            return new Recovery(Recovered.nothing(), 0, snapshot, List.of(), 0, repairs, notes);
        }

        private void findSnapshot() throws IOException {
            List<String> names = files.stream()
                    .filter(file -> file.startsWith(SnapshotFile.PREFIX))
                    .sorted(Comparator.reverseOrder())
                    .toList();
            for (String name : names) {
                try {
                    SnapshotFile found = SnapshotFile.open(disk, name);
                    snapshotData = found.read(disk, 0, Math.toIntExact(found.dataBytes()));
                    snapshot = Optional.of(found);
                    return;
                } catch (DamagedException e) {
                    damagedSnapshot = damagedSnapshot == null ? e : damagedSnapshot;
                } finally {
                    disk.release(name);
                }
            }
        }

        private Replay replay(List<String> names) throws IOException {
            Segment segment = read(names.get(0), -1);
            Replay replay = new Replay(segment.scan().header());
            for (int i = 0; ; i++) {
                SegmentScan scan = segment.scan();
                replay.play(path(segment.name()), scan);
                segments.add(scan.header());
                if (scan.torn() > 0) {
                    notes.add(path(segment.name()) + ": cut a batch that was not complete when the last run ended");
                }
                if (i == names.size() - 1) {
                    finish(segment);
                    return replay;
                }
                Segment next = read(names.get(i + 1), scan.header().number() + 1);
                boolean isJustMade = i + 1 == names.size() - 1 && next.isEmpty();
                if (isJustMade) {
                    seal = Optional.of(segment.rewriteSealed());
                } else if (!scan.sealed()) {
                    throw new DamagedException(
                            path(segment.name()),
                            (long) scan.end() * Block.BYTES,
                            "its end is missing: the next segment was begun only after this one was sealed");
                }
                segment = next;
            }
        }

        private void finish(Segment last) {
            if (last.scan().sealed()) {
                throw new DamagedException(
                        disk.name(), -1, segmentName(last.scan().header().number() + 1) + " is missing");
            }
            repairs.add(last.rewrite());
            seal.ifPresent(repairs::add); // as in the roll: not before the next one is durable
            end = last.scan().end();
        }

        private Segment read(String name, long expected) throws IOException {
            long number = numberOf(name);
            if (expected >= 0 && number != expected) {
                throw new DamagedException(disk.name(), -1, segmentName(expected) + " is missing");
            }
            try {
                byte[] data = disk.read(name, 0, Math.toIntExact(disk.size(name)));
                return new Segment(name, Bytes.owning(data), SegmentScan.of(path(name), number, data));
            } finally {
                disk.release(name);
            }
        }

        private long numberOf(String name) {
            try {
                long number = Long.parseLong(name.substring(SEGMENT.length()));
                if (name.equals(segmentName(number))) {
                    return number;
                }
            } catch (NumberFormatException e) {
                // falls through to the same answer
            }
            throw new DamagedException(path(name), 0, "a segment has no such name");
        }

        private void requireCovered(Replay replay, long snapshotIndex) {
            if (replay.base() <= snapshotIndex) {
                if (damagedSnapshot != null) {
                    notes.add(
                            damagedSnapshot.getMessage() + " It is not needed: the log still holds all that is in it.");
                }
                return;
            }
            if (damagedSnapshot != null) {
                throw damagedSnapshot;
            }
            throw new DamagedException(
                    disk.name(),
                    -1,
                    "the log begins behind index " + replay.base() + " and the newest snapshot ends at " + snapshotIndex
                            + ", what is between is missing");
        }

        /** Whether the snapshot came from another node, and the log does not lead up to it. */
        private static boolean isVoid(Replay replay, SnapshotMeta meta) {
            return meta.index() > replay.lastIndex()
                    || (meta.index() > replay.base()
                            && replay.entry(meta.index()).term() != meta.term());
        }

        private String path(String name) {
            return disk.name() + "/" + name;
        }
    }
}
