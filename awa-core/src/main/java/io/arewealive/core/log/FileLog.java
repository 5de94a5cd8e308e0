package io.arewealive.core.log;

import io.arewealive.core.raft.RaftEffect;
import io.arewealive.core.raft.Recovered;
import io.arewealive.core.raft.SnapshotMeta;
import io.arewealive.core.wire.Bytes;
import java.io.IOException;
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
 * segment's header repeats them, so that older segments can go. How a torn end is told from damage: {@link SegmentScan}.
 *
 * <p>After a failed write or sync this object writes no more, because nobody knows what is on the disk then. The next start finds
 * out: it puts the end of the log in place anew before it trusts it. A full disk does not come to that: room is taken when a file is
 * made, under another name, and as long as that fails ({@link LogStalledException}) all is as before and the same can be tried again.
 * All methods but {@link #status()} are for one thread.
 */
public final class FileLog implements AutoCloseable {

    private final Disk disk;
    private final Segments segments;
    private final List<String> notes;
    private @Nullable Recovered recovered;
    private Optional<SnapshotFile> snapshot;
    private LogState state;
    private long snapshotMillis;
    private long writtenCommit;
    private @Nullable String failure;
    private volatile LogStatus status;

    private FileLog(Disk disk, Segments segments, Recovery recovery) {
        this.disk = disk;
        this.segments = segments;
        this.notes = List.copyOf(recovery.notes());
        this.recovered = recovery.recovered();
        this.snapshot = recovery.snapshot();
        this.writtenCommit = recovery.recovered().commit();
        this.state = new LogState(recovery.lastIndex(), recovery.recovered().hardState(), writtenCommit);
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
        Segments segments = new Segments(disk, options, nanos, recovery.segments(), recovery.end());
        FileLog log = new FileLog(disk, segments, recovery);
        for (Recovery.Repair repair : recovery.repairs()) {
            log.repair(repair);
        }
        segments.begin();
        if (log.snapshot.isPresent()) {
            log.snapshotMillis = disk.modifiedMillis(log.snapshot.get().name());
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

    /**
     * Carries out these effects in order, with one sync for all; durable when this returns. The commit index alone is only a hint
     * and goes with the next batch, or by {@link #writeCommit}.
     *
     * @throws IllegalArgumentException if they do not fit the log; nothing of them was written then
     * @throws LogStalledException if there is no room for them now; nothing of them was written then
     * @throws LogFailedException if the disk failed; what is on it will be known at the next start
     */
    public void persist(List<RaftEffect.Persist> effects) {
        requireUsable();
        Batch batch = new Batch(state, snapshotIndex());
        effects.forEach(batch::add);
        if (batch.isEmpty()) {
            state = batch.state();
        } else {
            write(batch);
        }
        status = figures();
    }

    /** Whether a commit index is known that no batch has written yet. */
    public boolean owesCommit() {
        return failure == null && state.commit() > writtenCommit;
    }

    /** Writes a commit index that no batch took along, so that a node that starts alone shows all that it showed before. */
    public void writeCommit() {
        if (owesCommit()) {
            write(new Batch(state, snapshotIndex()));
            status = figures();
        }
    }

    /**
     * Keeps the state machine's snapshot instead of the one before; durable when this returns. One that is older than what is there
     * is ignored, one of the same index takes its place.
     *
     * @throws LogStalledException if there is no room for it now; the one before is kept then
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
        if (effect.dropWholeLog() || state.lastIndex() < index) {
            write(new Batch(state, index).reset(index));
        }
        state = state.committed(index);
        status = figures();
    }

    /** What the newest snapshot stands for, if there is one. */
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
        guarded("trimming the log", () -> segments.dropThrough(through));
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

    private long snapshotIndex() {
        return snapshot.map(file -> file.meta().index()).orElse(0L);
    }

    private void write(Batch batch) {
        recovered = null;
        guarded("writing the log", () -> segments.append(batch.bytes(writtenCommit), state));
        state = batch.state();
        writtenCommit = state.commit();
    }

    private void replaceSnapshot(SnapshotMeta meta, Bytes data) throws IOException {
        recovered = null;
        Optional<SnapshotFile> older = snapshot;
        snapshot = Optional.of(SnapshotFile.write(disk, meta, data));
        snapshotMillis = disk.modifiedMillis(snapshot.get().name());
        if (older.isPresent() && older.get().meta().index() < meta.index()) {
            disk.delete(older.get().name());
            disk.forceDirectory();
        }
    }

    private void repair(Recovery.Repair repair) throws IOException {
        if (repair instanceof Recovery.Repair.Rewrite rewrite) {
            segments.put(rewrite.segment(), rewrite.contents().array());
        } else if (repair instanceof Recovery.Repair.Reset reset) {
            Batch batch = new Batch(state, reset.index()).reset(reset.index());
            segments.append(batch.bytes(batch.state().commit()), state);
            state = batch.state();
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
        failure = disk.name() + ": " + doing + " did not end";
        try {
            work.run();
            failure = null;
        } catch (DamagedException e) {
            failure = null; // what was read is bad, what is written is not
            throw e;
        } catch (NewFile.NotMadeException e) {
            failure = null; // nothing but the file that was not made
            throw new LogStalledException(disk.name() + ": " + doing + " waits: " + e.getMessage(), e);
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
        return new LogStatus(
                segments.bytes() + snapshot.map(SnapshotFile::fileBytes).orElse(0L),
                segments.count(),
                state.lastIndex(),
                snapshotIndex(),
                snapshotMillis,
                snapshot.map(SnapshotFile::fileBytes).orElse(0L),
                segments.syncs(),
                segments.lastSyncNanos(),
                Optional.ofNullable(failure));
    }
}
