package io.arewealive.core.log;

import io.arewealive.core.raft.Entry;
import io.arewealive.core.raft.HardState;
import io.arewealive.core.raft.RaftCodec;
import io.arewealive.core.wire.WireException;
import io.arewealive.core.wire.WireReader;
import io.arewealive.core.wire.WireWriter;
import io.arewealive.node.NodeId;

/** One thing that happened to the log; a batch is a row of them. The leading byte is the record's type on disk. */
sealed interface LogRecord {

    void write(WireWriter out);

    /** Term and vote are these from here on. */
    record State(HardState hardState) implements LogRecord {
        @Override
        public void write(WireWriter out) {
            out.u8(1);
            writeHardState(out, hardState);
        }
    }

    /** All entries behind this index are void. */
    record Truncate(long after) implements LogRecord {
        @Override
        public void write(WireWriter out) {
            out.u8(2).i64(after);
        }
    }

    /** The next entry. */
    record Append(Entry entry) implements LogRecord {
        @Override
        public void write(WireWriter out) {
            out.u8(3);
            RaftCodec.writeEntry(out, entry);
        }
    }

    /** Entries up to this index are committed. */
    record Commit(long index) implements LogRecord {
        @Override
        public void write(WireWriter out) {
            out.u8(4).i64(index);
        }
    }

    /** All entries are void; the next one follows this index, where a snapshot ends. */
    record Reset(long index) implements LogRecord {
        @Override
        public void write(WireWriter out) {
            out.u8(5).i64(index);
        }
    }

    /** The log goes on in the next segment, which exists. */
    record Seal() implements LogRecord {
        @Override
        public void write(WireWriter out) {
            out.u8(6);
        }
    }

    static LogRecord read(WireReader in) {
        int type = in.u8();
        return switch (type) {
            case 1 -> new State(readHardState(in));
            case 2 -> new Truncate(in.i64());
            case 3 -> new Append(RaftCodec.readEntry(in));
            case 4 -> new Commit(in.i64());
            case 5 -> new Reset(in.i64());
            case 6 -> new Seal();
            default -> throw new WireException("there is no record type " + type);
        };
    }

    /** The block that ends a segment. */
    static byte[] sealBlock(long segment, int block) {
        WireWriter out = new WireWriter();
        new Seal().write(out);
        return Block.encode(segment, block, out.toBytes().array(), out.size());
    }

    static void writeHardState(WireWriter out, HardState state) {
        out.i64(state.term()).optional(state.vote(), (to, vote) -> to.uuid(vote.value()));
    }

    static HardState readHardState(WireReader in) {
        return new HardState(in.i64(), in.optional(from -> new NodeId(from.uuid())));
    }
}
