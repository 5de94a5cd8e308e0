package io.arewealive.core.log;

import io.arewealive.core.raft.Entry;
import io.arewealive.core.raft.HardState;
import io.arewealive.core.raft.RaftCodec;
import io.arewealive.core.raft.RaftEffect;
import io.arewealive.core.raft.Recovered;
import io.arewealive.core.raft.SnapshotMeta;
import io.arewealive.core.wire.Bytes;
import io.arewealive.core.wire.WireWriter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The files of one node's part in the replicated log: segments of checked batches, and the newest snapshot.
 *
 * <p>A batch - entries, truncations, term and vote, as many effects as the caller hands over at once - is one write and one sync,
 * whole or not there after a crash. Term and vote stand in the batches and not in a file of their own: so a vote costs one sync
 * and not three, a new term and the entries of that term cannot part, and a damaged vote is found by the same checks. Each
 * segment's header repeats them, so that older segments can go.
 *
 * <p>How a segment grows: the next file is made under another name, filled with zeros, synced, renamed, the directory synced; then
 * the old one gets a seal, synced; only then the next takes batches. So a missing file is noticed, the last one included, and a
 * batch never changes a file's length. How a torn end is told from damage: {@link SegmentScan}.
 *
 * <p>After a failed write or sync this object writes no more. All methods but {@link #status()} are for one thread.
 */
public final class FileLog implements AutoCloseable {

    private static final String UNFINISHED = "segment.tmp";

    private static final byte[] ZEROS = new byte[64 << 10];

    private final Disk disk;
    private final LogOptions options;
    private final LongSupplier nanos;
    private final List<SegmentHeader> segments;
    private final List<String> notes;
    private @Nullable Recovered recovered;
    private Optional<SnapshotFile> snapshot;
    private HardState hardState;
    private long commit;
    private long lastIndex;
    private int end;
    private long writtenCommit;
    private long syncs;
    private long lastSyncNanos;
    private @Nullable String failure;
    private volatile LogStatus status;

    private FileLog(Disk disk, LogOptions options, LongSupplier nanos, Recovery recovery) {
        this.disk = disk;
        this.options = options;
        this.nanos = nanos;
        this.segments = new ArrayList<>(recovery.segments());
        this.notes = List.copyOf(recovery.notes());
        this.recovered = recovery.recovered();
        this.snapshot = recovery.snapshot();
        this.hardState = recovery.hardState();
        this.commit = recovery.recovered().commit();
        this.writtenCommit = commit;
        this.lastIndex = recovery.lastIndex();
        this.end = recovery.end();
        this.status = figures();
    }

    /**
     * Reads the directory, finishes what a crash left undone, and is ready to write. Closing the log closes the disk.
     *
     * @param nanos a clock for the length of a sync
     * @throws DamagedException if the files are not what was written; nothing was changed
     * @throws NewerFormatException if newer software wrote them; nothing was changed
     * @throws IOException if the directory cannot be read or written
     */
    public static FileLog open(Disk disk, LogOptions options, LongSupplier nanos) throws IOException {
        Recovery recovery = Recovery.of(disk);
        FileLog log = new FileLog(disk, options, nanos, recovery);
        for (Recovery.Repair repair : recovery.repairs()) {
            log.repair(repair);
        }
        if (log.segments.isEmpty()) {
            log.makeSegment(1, options.firstSegmentBytes());
        }
        log.status = log.figures();
        return log;
    }

    /** What was found at the start. Given away with the first write, because it may be large. */
    public Recovered recovered() {
        if (recovered == null) {
            throw new IllegalStateException("what was recovered is only known until the first write");
        }
        return recovered;
    }

    /** What a person should know about how this log was found; mostly nothing. */
    public List<String> notes() {
        return notes;
    }

    /** The log's figures; from any thread. */
    public LogStatus status() {
        return status;
    }

    /** Carries out one effect; durable when this returns. */
    public void persist(RaftEffect.Persist effect) {
        persist(List.of(effect));
    }

    /** Carries out these effects in order, with one sync for all; durable when this returns. */
    public void persist(List<RaftEffect.Persist> effects) {
        requireUsable();
        WireWriter batch = new WireWriter(1024);
        long last = lastIndex;
        HardState state = hardState;
        long known = commit;
        for (RaftEffect.Persist effect : effects) {
            HardState wanted = effect.hardState().orElse(state);
            if (!wanted.equals(state)) {
                state = wanted;
                new LogRecord.State(state).write(batch);
            }
            long after = effect.truncateAfter().orElse(last);
            if (after < last) {
                requireBehindSnapshot(after);
                last = after;
                new LogRecord.Truncate(after).write(batch);
            }
            for (Entry entry : effect.entries()) {
                requireNext(entry, last);
                last = entry.index();
                new LogRecord.Append(entry).write(batch);
            }
            known = Math.max(known, effect.commit());
        }
        if (batch.size() == 0) {
            commit = known;
            return; // the commit index alone is only a hint and goes with the next batch
        }
        if (known > writtenCommit) {
            new LogRecord.Commit(known).write(batch);
        }
        writeBatch(batch);
        commit = known; // not before: what is committed may be in this batch
        writtenCommit = known;
        lastIndex = last;
        hardState = state;
        status = figures();
    }

    /**
     * Keeps the state machine's snapshot instead of the one before; durable when this returns. One that is older than what is there
     * is ignored, one of the same index takes its place.
     */
    public void saveSnapshot(SnapshotMeta meta, Bytes data) {
        requireUsable();
        if (meta.index() >= snapshotIndex()) {
            guarded("saving the snapshot of index " + meta.index(), () -> replaceSnapshot(meta, data));
        }
        status = figures();
    }

    /** Keeps a snapshot that came from another node; if the log does not lead up to it, the log is void. Durable when this returns. */
    public void installSnapshot(RaftEffect.PersistSnapshot effect) {
        saveSnapshot(effect.meta(), effect.data());
        long index = effect.meta().index();
        if (index < snapshotIndex()) {
            return;
        }
        if (effect.dropWholeLog() || lastIndex < index) {
            WireWriter batch = new WireWriter();
            new LogRecord.Reset(index).write(batch);
            writeBatch(batch);
            lastIndex = index;
        }
        commit = Math.max(commit, index);
        status = figures();
    }

    /** What a snapshot stands for, if there is one. */
    public Optional<SnapshotMeta> snapshot() {
        return snapshot.map(SnapshotFile::meta);
    }

    /**
     * At most this many bytes of the snapshot's data; nothing if another snapshot has taken its place.
     *
     * @throws DamagedException if the file is not what was written
     */
    public Optional<SnapshotChunk> readSnapshot(SnapshotMeta meta, long offset, int maxBytes) {
        SnapshotFile file = snapshot.orElse(null);
        if (file == null || !file.meta().equals(meta)) {
            return Optional.empty();
        }
        requireUsable();
        Bytes[] data = {Bytes.EMPTY};
        guarded("reading " + file.name(), () -> data[0] = file.read(disk, offset, maxBytes));
        return Optional.of(new SnapshotChunk(file.dataBytes(), data[0]));
    }

    /** Deletes the segments that hold only entries up to this index, and never one that the newest snapshot does not stand for. */
    public void trim(long throughIndex) {
        requireUsable();
        long through = Math.min(throughIndex, snapshotIndex());
        while (segments.size() > 1 && segments.get(1).firstIndex() - 1 <= through) {
            String oldest = Recovery.segmentName(segments.get(0).number());
            guarded("deleting " + oldest, () -> {
                disk.delete(oldest);
                disk.forceDirectory(); // one by one, so that a crash cannot leave a hole
            });
            segments.remove(0);
        }
        status = figures();
    }

    /** Leaves no handle open. Idempotent. All that was acknowledged is durable already. */
    @Override
    public void close() throws IOException {
        if (failure == null) {
            failure = disk.name() + ": the log is closed";
        }
        disk.close();
    }

    private void requireUsable() {
        if (failure != null) {
            throw new LogFailedException(failure, null);
        }
    }

    private static void requireNext(Entry entry, long last) {
        if (entry.index() != last + 1) {
            throw new IllegalArgumentException("entry " + entry.index() + " does not follow entry " + last);
        }
        if (entry.payload().length() > RaftCodec.MAX_PAYLOAD) {
            throw new IllegalArgumentException("entry " + entry.index() + " has "
                    + entry.payload().length() + " bytes, the most that can be read back is " + RaftCodec.MAX_PAYLOAD);
        }
    }

    private void requireBehindSnapshot(long after) {
        if (after < snapshotIndex()) {
            throw new IllegalArgumentException(
                    "entries behind " + after + " cannot be dropped: the snapshot holds all up to " + snapshotIndex());
        }
    }

    private long snapshotIndex() {
        return snapshot.map(file -> file.meta().index()).orElse(0L);
    }

    private void replaceSnapshot(SnapshotMeta meta, Bytes data) throws IOException {
        recovered = null;
        Optional<SnapshotFile> older = snapshot;
        snapshot = Optional.of(SnapshotFile.write(disk, meta, data));
        if (older.isPresent() && older.get().meta().index() < meta.index()) {
            disk.delete(older.get().name());
            disk.forceDirectory();
        }
    }

    private void writeBatch(WireWriter batch) {
        recovered = null;
        guarded("writing the log", () -> append(batch.toBytes()));
    }

    private void append(Bytes batch) throws IOException {
        int count = Block.count(batch.length());
        SegmentHeader active = segments.get(segments.size() - 1);
        if (end + count + 1 > active.bytes() / Block.BYTES) { // one block is always left for the seal
            active = roll(active, count);
        }
        write(active, end, Block.encode(active.number(), end, batch.array(), batch.length()));
        end += count;
        syncs++;
    }

    private SegmentHeader roll(SegmentHeader full, int blocks) throws IOException {
        int least = Math.multiplyExact(blocks + 2, Block.BYTES);
        int sealAt = end;
        makeSegment(full.number() + 1, Math.max(least, options.nextSegmentBytes(full.bytes())));
        write(full, sealAt, LogRecord.sealBlock(full.number(), sealAt));
        disk.release(Recovery.segmentName(full.number()));
        return segments.get(segments.size() - 1);
    }

    private void makeSegment(long number, int bytes) throws IOException {
        int whole = bytes / Block.BYTES * Block.BYTES;
        SegmentHeader header = new SegmentHeader(number, whole, lastIndex + 1, hardState, commit);
        putSegment(header, header.encode());
        segments.add(header);
        end = 1;
    }

    /** Puts a segment of these contents in place, the rest of it blank; durable when this returns. */
    private void putSegment(SegmentHeader segment, byte[] contents) throws IOException {
        disk.create(UNFINISHED);
        disk.write(UNFINISHED, 0, contents, 0, contents.length);
        for (int at = contents.length; at < segment.bytes(); at += ZEROS.length) {
            disk.write(UNFINISHED, at, ZEROS, 0, Math.min(ZEROS.length, segment.bytes() - at));
        }
        disk.force(UNFINISHED);
        disk.rename(UNFINISHED, Recovery.segmentName(segment.number()));
        disk.forceDirectory();
    }

    private void write(SegmentHeader segment, int block, byte[] blocks) throws IOException {
        String file = Recovery.segmentName(segment.number());
        disk.write(file, (long) block * Block.BYTES, blocks, 0, blocks.length);
        long before = nanos.getAsLong();
        disk.force(file);
        lastSyncNanos = nanos.getAsLong() - before;
    }

    private void repair(Recovery.Repair repair) throws IOException {
        if (repair instanceof Recovery.Repair.Rewrite rewrite) {
            putSegment(rewrite.segment(), rewrite.contents().array());
        } else if (repair instanceof Recovery.Repair.Reset reset) {
            WireWriter batch = new WireWriter();
            new LogRecord.Reset(reset.index()).write(batch);
            append(batch.toBytes());
            lastIndex = reset.index();
        } else if (repair instanceof Recovery.Repair.Delete delete) {
            disk.delete(delete.file());
        } else {
            throw new AssertionError("unhandled " + repair);
        }
    }

    /** Something that touches the disk. */
    private interface DiskWork {
        void run() throws IOException;
    }

    /** Ends this log's work for good if the work does not succeed. */
    private void guarded(String doing, DiskWork work) {
        String unfinished = disk.name() + ": " + doing + " did not end";
        failure = unfinished;
        try {
            work.run();
            failure = null;
        } catch (DamagedException e) {
            failure = null;
            throw e;
        } catch (IOException e) {
            failure = disk.name() + ": " + doing + " failed: " + e
                    + ". Nothing more is written until this node is restarted; see to the disk first.";
            throw new LogFailedException(failure, e);
        } finally {
            if (failure != null) {
                status = figures();
            }
        }
    }

    private LogStatus figures() {
        long bytes = snapshot.map(SnapshotFile::fileBytes).orElse(0L);
        for (SegmentHeader segment : segments) {
            bytes += segment.bytes();
        }
        return new LogStatus(
                bytes, segments.size(), lastIndex, snapshotIndex(), syncs, lastSyncNanos, Optional.ofNullable(failure));
    }
}
