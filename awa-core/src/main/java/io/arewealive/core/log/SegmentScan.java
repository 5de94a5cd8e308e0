package io.arewealive.core.log;

import io.arewealive.core.log.Block.Kind;
import io.arewealive.core.wire.Bytes;
import io.arewealive.core.wire.WireException;
import io.arewealive.core.wire.WireReader;
import java.util.ArrayList;
import java.util.List;

/**
 * What a segment file holds, and whether its end is torn.
 *
 * <p>A segment is filled with zeros and synced before it gets its name, and a batch is written only after the one before was
 * synced. So what a crash leaves behind the last synced batch is a part of <em>one</em> batch: some of its blocks, the others
 * still zero. Exactly this is a torn tail: at least one block of the batch is blank, all others from there to the end of the file
 * are blank or sound blocks of that same batch. It was never synced, so nothing in it was ever acknowledged. Anything else is
 * damage: an unsound block (disks write blocks whole), a block of a second batch behind an incomplete one (so the first was synced
 * once), a batch that does not start with its first block, a file of another length.
 *
 * @param header its header
 * @param records all records of whole batches
 * @param end the first block behind them
 * @param torn how many blocks behind that must be made blank again; 0 if the end is clean
 * @param sealed whether the log goes on in the next segment
 */
record SegmentScan(SegmentHeader header, List<LogRecord> records, int end, int torn, boolean sealed) {

    static SegmentScan of(String file, long number, byte[] data) {
        SegmentHeader header = SegmentHeader.decode(file, number, data);
        if (data.length != header.bytes()) {
            throw new DamagedException(
                    file,
                    Math.min(data.length, header.bytes()),
                    "it holds " + data.length + " bytes, and was made with " + header.bytes());
        }
        return new Walk(file, header, data).run();
    }

    private static final class Walk {
        private final String file;
        private final SegmentHeader header;
        private final byte[] data;
        private final int blocks;
        private final List<LogRecord> records = new ArrayList<>();
        private int at = 1;
        private boolean sealed;

        Walk(String file, SegmentHeader header, byte[] data) {
            this.file = file;
            this.header = header;
            this.data = data;
            this.blocks = data.length / Block.BYTES;
        }

        SegmentScan run() {
            while (at < blocks && !sealed && isWhole(at)) {
                readBatch(at);
                at += Block.count(Block.left(data, at));
            }
            return new SegmentScan(header, List.copyOf(records), at, torn(), sealed);
        }

        private boolean isWhole(int start) {
            if (kind(start) != Kind.FIRST) {
                return false;
            }
            int count = Block.count(Block.left(data, start));
            if (count == 0 || count > blocks - start) {
                throw damage(start, "a batch of " + Block.left(data, start) + " bytes does not fit into the file");
            }
            for (int i = 1; i < count; i++) {
                if (kind(start + i) == Kind.BLANK) {
                    return false;
                }
                requirePart(start, start + i, Block.left(data, start));
            }
            return true;
        }

        /** Checks that all behind the whole batches is blank or left over from one batch; gives the length of the latter. */
        private int torn() {
            int torn = 0;
            long batch = at < blocks && kind(at) == Kind.FIRST ? Block.left(data, at) : -1;
            for (int block = at; block < blocks; block++) {
                if (kind(block) == Kind.BLANK) {
                    continue;
                }
                if (sealed) {
                    throw damage(block, "something stands behind the segment's seal");
                }
                if (block > at) {
                    if (batch < 0) {
                        batch = Block.left(data, block) + (long) (block - at) * Block.DATA;
                    }
                    requirePart(at, block, batch);
                } else if (kind(block) != Kind.FIRST) {
                    throw damage(block, "a batch does not begin with its first block");
                }
                torn = block - at + 1;
            }
            return torn;
        }

        private void requirePart(int start, int block, long batch) {
            if (kind(block) == Kind.FIRST) {
                throw damage(
                        start,
                        "this batch is incomplete although a later one follows at byte " + (long) block * Block.BYTES);
            }
            if (Block.left(data, block) != batch - (long) (block - start) * Block.DATA) {
                throw damage(block, "this block belongs to another batch");
            }
        }

        private Kind kind(int block) {
            Kind kind = Block.kind(data, header.number(), block);
            if (kind == Kind.UNSOUND) {
                throw damage(block, "the check of this block does not fit its contents");
            }
            return kind;
        }

        private void readBatch(int start) {
            byte[] batch = new byte[Block.left(data, start)];
            for (int done = 0, from = start * Block.BYTES + Integer.BYTES;
                    done < batch.length;
                    done += Block.DATA, from += Block.BYTES) {
                System.arraycopy(data, from, batch, done, Math.min(Block.DATA, batch.length - done));
            }
            WireReader in = new WireReader(Bytes.owning(batch));
            try {
                while (in.left() > 0) {
                    LogRecord record = LogRecord.read(in);
                    sealed |= record instanceof LogRecord.Seal;
                    records.add(record);
                }
            } catch (WireException e) {
                throw damage(start, "a batch cannot be read: " + e.getMessage());
            }
        }

        private DamagedException damage(int block, String what) {
            return new DamagedException(file, (long) block * Block.BYTES, what);
        }
    }
}
