package io.arewealive.core.log;

import io.arewealive.core.wire.Bytes;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * The segment files: batches go in at the end, whole files go out at the beginning.
 *
 * <p>The next file is made under another name, filled with zeros, synced, renamed, and the directory synced; then the old one gets a
 * seal, synced; only then the next one takes batches. So a missing file is noticed, the last one included, and a batch never
 * changes a file's length.
 */
final class Segments {

    private static final String UNFINISHED = "segment.tmp";
    private static final byte[] ZEROS = new byte[64 << 10];

    private final Disk disk;
    private final LogOptions options;
    private final LongSupplier nanos;
    private final List<SegmentHeader> segments;
    private int end;
    private long syncs;
    private long lastSyncNanos;
    private long named;
    private String name = "";

    Segments(Disk disk, LogOptions options, LongSupplier nanos, List<SegmentHeader> found, int end) {
        this.disk = disk;
        this.options = options;
        this.nanos = nanos;
        this.segments = new ArrayList<>(found);
        this.end = end;
    }

    /** Makes the first file, if there is none. */
    void begin() throws IOException {
        if (segments.isEmpty()) {
            make(1, options.firstSegmentBytes(), LogState.EMPTY);
        }
    }

    /** Writes a batch with one sync; {@code before} is where the log stands without it, for the head of a new file. */
    void append(Bytes batch, LogState before) throws IOException {
        int count = Block.count(batch.length());
        if (end + count + 1 > last().bytes() / Block.BYTES) { // one block is always left for the seal
            roll(count, before);
        }
        SegmentHeader active = last();
        write(active, Block.encode(active.number(), end, batch.array(), batch.length()), end);
        end += count;
        syncs++;
    }

    /** Puts a segment of these contents in place, the rest of it blank; durable when this returns. */
    void put(SegmentHeader segment, byte[] contents) throws IOException {
        NewFile.make(disk, UNFINISHED, Recovery.segmentName(segment.number()), file -> {
            disk.write(file, 0, contents, 0, contents.length);
            for (int at = contents.length; at < segment.bytes(); at += ZEROS.length) {
                disk.write(file, at, ZEROS, 0, Math.min(ZEROS.length, segment.bytes() - at));
            }
        });
    }

    /** Deletes the files that hold nothing behind this index. */
    void dropThrough(long index) throws IOException {
        while (segments.size() > 1 && segments.get(1).firstIndex() - 1 <= index) {
            disk.delete(Recovery.segmentName(segments.get(0).number()));
            disk.forceDirectory(); // one by one, so that a crash cannot leave a hole
            segments.remove(0);
        }
    }

    int count() {
        return segments.size();
    }

    long bytes() {
        return segments.stream().mapToLong(SegmentHeader::bytes).sum();
    }

    long syncs() {
        return syncs;
    }

    long lastSyncNanos() {
        return lastSyncNanos;
    }

    private SegmentHeader last() {
        return segments.get(segments.size() - 1);
    }

    private void roll(int blocks, LogState before) throws IOException {
        SegmentHeader full = last();
        int sealAt = end;
        int least = Math.multiplyExact(blocks + 2, Block.BYTES);
        make(full.number() + 1, Math.max(least, options.nextSegmentBytes(full.bytes())), before);
        write(full, LogRecord.sealBlock(full.number(), sealAt), sealAt);
        disk.release(Recovery.segmentName(full.number()));
    }

    private void make(long number, int bytes, LogState before) throws IOException {
        int whole = bytes / Block.BYTES * Block.BYTES;
        SegmentHeader header =
                new SegmentHeader(number, whole, before.lastIndex() + 1, before.hardState(), before.commit());
        put(header, header.encode());
        segments.add(header);
        end = 1;
    }

    private String nameOf(SegmentHeader segment) {
        if (named != segment.number()) { // nearly always it is the same one
            named = segment.number();
            name = Recovery.segmentName(named);
        }
        return name;
    }

    private void write(SegmentHeader segment, byte[] blocks, int at) throws IOException {
        String file = nameOf(segment);
        disk.write(file, (long) at * Block.BYTES, blocks, 0, blocks.length);
        long before = nanos.getAsLong();
        disk.force(file);
        lastSyncNanos = nanos.getAsLong() - before;
    }
}
