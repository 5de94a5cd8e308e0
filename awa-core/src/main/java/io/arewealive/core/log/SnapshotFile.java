package io.arewealive.core.log;

import io.arewealive.core.raft.Membership;
import io.arewealive.core.raft.RaftCodec;
import io.arewealive.core.raft.SnapshotMeta;
import io.arewealive.core.wire.Bytes;
import io.arewealive.core.wire.WireException;
import io.arewealive.core.wire.WireReader;
import io.arewealive.core.wire.WireWriter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * One snapshot on disk: a header of 4096 bytes, then the data in pieces of 64 KiB, each behind its CRC-32C, so that a part can be
 * read and checked by itself. Written under another name, synced, then renamed: under its own name it is whole or damaged, never
 * half written.
 *
 * @param name the file
 * @param meta what it stands for
 * @param dataBytes how long the data is
 */
record SnapshotFile(String name, SnapshotMeta meta, long dataBytes) {

    static final int VERSION = 1;
    static final String PREFIX = "snapshot-";

    private static final String UNFINISHED = "snapshot.tmp";
    private static final long MAGIC = 0x4157412d534e500aL; // "AWA-SNP\n"
    private static final int HEADER = 4096;
    private static final int HEADER_CHECK_AT = HEADER - Integer.BYTES;
    private static final int PIECE = 64 << 10;

    static String nameOf(long index) {
        return PREFIX + "%020d".formatted(index);
    }

    /** Writes a snapshot; it is durable, contents and name, when this returns. */
    static SnapshotFile write(Disk disk, SnapshotMeta meta, Bytes data) throws IOException {
        SnapshotFile snapshot = new SnapshotFile(nameOf(meta.index()), meta, data.length());
        NewFile.make(disk, UNFINISHED, snapshot.name, file -> snapshot.write(disk, file, data));
        return snapshot;
    }

    private void write(Disk disk, String file, Bytes data) throws IOException {
        byte[] header = header();
        disk.write(file, 0, header, 0, header.length);
        ByteBuffer check = ByteBuffer.allocate(Integer.BYTES);
        for (int piece = 0, from = 0; from < data.length(); piece++, from += PIECE) {
            int length = Math.min(PIECE, data.length() - from);
            check.putInt(0, Block.check(meta.index(), piece, data.array(), from, length));
            disk.write(file, placeOf(piece), check.array(), 0, Integer.BYTES);
            disk.write(file, placeOf(piece) + Integer.BYTES, data.array(), from, length);
        }
    }

    /** Opens the file of this name and checks its header and length. */
    static SnapshotFile open(Disk disk, String name) throws IOException {
        String file = disk.name() + "/" + name;
        long size = disk.size(name);
        if (size < HEADER) {
            throw new DamagedException(file, size, "the file ends within its header");
        }
        byte[] header = disk.read(name, 0, HEADER);
        if (ByteBuffer.wrap(header).getInt(HEADER_CHECK_AT) != Block.check(MAGIC, 0, header, 0, HEADER_CHECK_AT)) {
            throw new DamagedException(file, 0, "the check of the header does not fit its contents");
        }
        SnapshotFile snapshot = decode(name, file, header);
        if (!name.equals(nameOf(snapshot.meta.index()))) {
            throw new DamagedException(file, 0, "it holds the snapshot of index " + snapshot.meta.index());
        }
        if (size != snapshot.fileBytes()) {
            throw new DamagedException(
                    file,
                    Math.min(size, snapshot.fileBytes()),
                    "it holds " + size + " bytes, and was made with " + snapshot.fileBytes());
        }
        return snapshot;
    }

    /** At most this many bytes of the data from this offset, checked. */
    Bytes read(Disk disk, long offset, int maxBytes) throws IOException {
        int length = (int) Math.max(0, Math.min(maxBytes, dataBytes - offset));
        byte[] result = new byte[length];
        for (int done = 0; done < length; ) {
            long piece = (offset + done) / PIECE;
            int skip = (int) ((offset + done) % PIECE);
            byte[] stored = readPiece(disk, piece);
            int count = Math.min(length - done, stored.length - Integer.BYTES - skip);
            System.arraycopy(stored, Integer.BYTES + skip, result, done, count);
            done += count;
        }
        return Bytes.owning(result);
    }

    private byte[] readPiece(Disk disk, long piece) throws IOException {
        int length = (int) Math.min(PIECE, dataBytes - piece * PIECE);
        byte[] stored = disk.read(name, placeOf(piece), Integer.BYTES + length);
        if (ByteBuffer.wrap(stored).getInt(0) != Block.check(meta.index(), piece, stored, Integer.BYTES, length)) {
            throw new DamagedException(
                    disk.name() + "/" + name, placeOf(piece), "the check of this piece does not fit its contents");
        }
        return stored;
    }

    long fileBytes() {
        long pieces = (dataBytes + PIECE - 1) / PIECE;
        return HEADER + dataBytes + pieces * Integer.BYTES;
    }

    private static long placeOf(long piece) {
        return HEADER + piece * (PIECE + Integer.BYTES);
    }

    private byte[] header() {
        WireWriter out = new WireWriter()
                .i64(MAGIC)
                .i32(VERSION)
                .i64(dataBytes)
                .i64(meta.index())
                .i64(meta.term());
        RaftCodec.writeMembership(out, meta.membership());
        if (out.size() > HEADER_CHECK_AT) {
            throw new IllegalArgumentException(
                    "a membership of " + out.size() + " bytes does not fit a snapshot's header");
        }
        byte[] header = Arrays.copyOf(out.toBytes().array(), HEADER);
        sealHeader(header);
        return header;
    }

    static void sealHeader(byte[] file) {
        ByteBuffer.wrap(file).putInt(HEADER_CHECK_AT, Block.check(MAGIC, 0, file, 0, HEADER_CHECK_AT));
    }

    private static SnapshotFile decode(String name, String file, byte[] header) {
        WireReader in = new WireReader(Bytes.owning(header));
        if (in.i64() != MAGIC) {
            throw new DamagedException(file, 0, "it is not a snapshot");
        }
        int version = in.i32();
        if (version > VERSION) {
            throw new NewerFormatException(file, version, VERSION);
        }
        try {
            long dataBytes = in.i64();
            long index = in.i64();
            long term = in.i64();
            Membership membership = RaftCodec.readMembership(in);
            return new SnapshotFile(name, new SnapshotMeta(index, term, membership), dataBytes);
        } catch (WireException e) {
            throw new DamagedException(file, 0, "the header cannot be read: " + e.getMessage());
        }
    }
}
