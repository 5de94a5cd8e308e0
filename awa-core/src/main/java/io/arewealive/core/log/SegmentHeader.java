package io.arewealive.core.log;

import io.arewealive.core.raft.HardState;
import io.arewealive.core.wire.Bytes;
import io.arewealive.core.wire.WireException;
import io.arewealive.core.wire.WireReader;
import io.arewealive.core.wire.WireWriter;
import java.util.Arrays;

/**
 * The first block of a segment. It repeats what older segments said last, so that they can be deleted. Every later format keeps
 * the place of magic, version and check.
 *
 * @param number rises by one from segment to segment
 * @param bytes the file's length, which never changes
 * @param firstIndex what the next entry's index was when the segment was made
 * @param hardState term and vote then
 * @param commit the commit index then
 */
record SegmentHeader(long number, int bytes, long firstIndex, HardState hardState, long commit) {

    static final int VERSION = 1;

    private static final long MAGIC = 0x4157412d4c4f470aL; // "AWA-LOG\n"

    byte[] encode() {
        WireWriter out =
                new WireWriter().i64(MAGIC).i32(VERSION).i64(number).i32(bytes).i64(firstIndex);
        LogRecord.writeHardState(out, hardState);
        out.i64(commit);
        byte[] block = Arrays.copyOf(out.toBytes().array(), Block.BYTES);
        Block.seal(block, 0, number, 0);
        return block;
    }

    /** Reads the header of the file that should hold the segment of this number. */
    static SegmentHeader decode(String file, long number, byte[] data) {
        if (data.length < Block.BYTES) {
            throw new DamagedException(file, data.length, "the file ends within its header");
        }
        if (!Block.isSound(data, 0, number, 0)) {
            throw new DamagedException(file, 0, "the check of the header does not fit segment " + number);
        }
        WireReader in = new WireReader(Bytes.owning(data));
        if (in.i64() != MAGIC) {
            throw new DamagedException(file, 0, "it is not a log segment");
        }
        int version = in.i32();
        if (version > VERSION) {
            throw new NewerFormatException(file, version, VERSION);
        }
        try {
            return new SegmentHeader(in.i64(), in.i32(), in.i64(), LogRecord.readHardState(in), in.i64());
        } catch (WireException e) {
            throw new DamagedException(file, 0, "the header cannot be read: " + e.getMessage());
        }
    }
}
