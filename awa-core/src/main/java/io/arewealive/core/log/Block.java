package io.arewealive.core.log;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.zip.CRC32C;

/**
 * A segment is made of blocks of 512 bytes, the unit that disks write whole or not at all. A batch fills blocks of its own: four
 * bytes that say how many bytes of the batch stand from here on (the top bit marks its first block), 504 bytes of data, and a
 * CRC-32C over the segment's number, the block's number and all before it. A block that was never written is all zeros.
 */
final class Block {

    static final int BYTES = 512;
    static final int DATA = BYTES - 2 * Integer.BYTES;

    private static final int CHECK_AT = BYTES - Integer.BYTES;
    private static final int FIRST = 0x8000_0000;

    private Block() {}

    /** What can be said of a block by itself. */
    enum Kind {
        BLANK,
        FIRST,
        FURTHER,
        UNSOUND
    }

    /** How many blocks a batch of this many bytes fills. */
    static int count(int bytes) {
        return (bytes + DATA - 1) / DATA;
    }

    /** The blocks of a batch that starts at this block of the segment. */
    static byte[] encode(long segment, int start, byte[] batch, int length) {
        byte[] blocks = new byte[count(length) * BYTES];
        ByteBuffer out = ByteBuffer.wrap(blocks);
        for (int at = 0, done = 0; done < length; at += BYTES, done += DATA) {
            int left = length - done;
            out.putInt(at, done == 0 ? left | FIRST : left);
            System.arraycopy(batch, done, blocks, at + Integer.BYTES, Math.min(left, DATA));
            seal(blocks, at, segment, start + at / BYTES);
        }
        return blocks;
    }

    /** Writes the check of the block at this place of the array. */
    static void seal(byte[] blocks, int at, long segment, int number) {
        ByteBuffer.wrap(blocks).putInt(at + CHECK_AT, check(segment, number, blocks, at, CHECK_AT));
    }

    static boolean isSound(byte[] blocks, int at, long segment, int number) {
        return ByteBuffer.wrap(blocks).getInt(at + CHECK_AT) == check(segment, number, blocks, at, CHECK_AT);
    }

    /** What the block of this number in a whole segment is. */
    static Kind kind(byte[] segmentData, long segment, int number) {
        int at = number * BYTES;
        if (Arrays.equals(segmentData, at, at + BYTES, BLANK, 0, BYTES)) {
            return Kind.BLANK;
        }
        if (!isSound(segmentData, at, segment, number)) {
            return Kind.UNSOUND;
        }
        return ByteBuffer.wrap(segmentData).getInt(at) < 0 ? Kind.FIRST : Kind.FURTHER;
    }

    /** How many bytes of its batch stand in a sound block and behind it. */
    static int left(byte[] segmentData, int number) {
        return ByteBuffer.wrap(segmentData).getInt(number * BYTES) & ~FIRST;
    }

    /** CRC-32C over two numbers that say where the bytes belong, and the bytes. */
    static int check(long file, long part, byte[] bytes, int from, int length) {
        CRC32C crc = new CRC32C();
        crc.update(
                ByteBuffer.allocate(2 * Long.BYTES).putLong(file).putLong(part).flip());
        crc.update(bytes, from, length);
        return (int) crc.getValue();
    }

    private static final byte[] BLANK = new byte[BYTES];
}
