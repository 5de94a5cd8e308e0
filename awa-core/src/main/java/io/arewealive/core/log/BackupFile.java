package io.arewealive.core.log;

import io.arewealive.core.wire.Bytes;
import io.arewealive.core.wire.WireException;
import io.arewealive.core.wire.WireReader;
import io.arewealive.core.wire.WireWriter;
import java.time.Instant;
import java.util.UUID;

/**
 * A copy of everything that a cluster agreed on, as a file: what it is, the state in the form of a snapshot, and a CRC-32C over all.
 *
 * @param cluster the name of the cluster
 * @param clusterId its id
 * @param index the last entry of its log in it
 * @param term of its log then
 * @param time when it was made
 * @param version of the node table
 * @param revision of the key-value store
 * @param software that made it
 * @param state as in a snapshot
 */
public record BackupFile(
        String cluster,
        UUID clusterId,
        long index,
        long term,
        Instant time,
        long version,
        long revision,
        String software,
        Bytes state) {

    /** The largest file that is read. */
    public static final long MAX_BYTES = 1L << 30;

    static final int FORMAT = 1;

    private static final long MAGIC = 0x4157412d42414b0aL; // "AWA-BAK\n"
    private static final int MAX_TEXT = 256;
    private static final int CHECK = Integer.BYTES;

    /** The file. */
    public Bytes encode() {
        var out = new WireWriter(state.length() + 1024)
                .i64(MAGIC)
                .i32(FORMAT)
                .text(cluster)
                .uuid(clusterId)
                .i64(index)
                .i64(term)
                .i64(time.toEpochMilli())
                .i64(version)
                .i64(revision)
                .text(software)
                .bytes(state);
        byte[] all = out.toBytes().array();
        return out.i32(Block.check(0, 0, all, 0, all.length)).toBytes();
    }

    /**
     * Reads a file, checking all of it.
     *
     * @throws BadBackupException if it is none, was made by newer software, is cut short or damaged
     */
    public static BackupFile read(byte[] file) {
        var in = new WireReader(Bytes.owning(file));
        if (file.length < Long.BYTES + Integer.BYTES + CHECK || in.i64() != MAGIC) {
            throw new BadBackupException("it is no backup of AWA");
        }
        int format = in.i32();
        if (format > FORMAT) {
            throw new BadBackupException("its format is " + format + ", and this version of AWA knows up to " + FORMAT
                    + "; restore it with the version that made it, or a newer one");
        }
        int body = file.length - CHECK;
        int check = new WireReader(file, body, CHECK).i32();
        if (check != Block.check(0, 0, file, 0, body)) {
            throw new BadBackupException("it is damaged or cut short: its check does not fit its " + file.length
                    + " bytes; take another copy of it");
        }
        try {
            return new BackupFile(
                    in.text(MAX_TEXT),
                    in.uuid(),
                    in.i64(),
                    in.i64(),
                    Instant.ofEpochMilli(in.i64()),
                    in.i64(),
                    in.i64(),
                    in.text(MAX_TEXT),
                    in.bytes(Integer.MAX_VALUE));
        } catch (WireException e) {
            throw new BadBackupException("its contents cannot be read: " + e.getMessage());
        }
    }
}
