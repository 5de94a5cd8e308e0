package io.arewealive.core.log;

import io.arewealive.core.raft.Entry;
import io.arewealive.core.raft.HardState;
import io.arewealive.core.raft.RaftCodec;
import io.arewealive.core.raft.RaftEffect;
import io.arewealive.core.wire.Bytes;
import io.arewealive.core.wire.WireWriter;

/** Turns what the engine wants into one row of records, and refuses what does not fit the log. */
final class Batch {

    private final WireWriter out = new WireWriter(1024);
    private final long snapshotIndex;
    private LogState state;

    /** On top of a log that stands there, whose entries up to the snapshot are settled. */
    Batch(LogState state, long snapshotIndex) {
        this.state = state;
        this.snapshotIndex = snapshotIndex;
    }

    Batch add(RaftEffect.Persist effect) {
        effect.hardState().ifPresent(this::vote);
        effect.truncateAfter().ifPresent(this::truncate);
        effect.entries().forEach(this::append);
        state = state.committed(effect.commit());
        return this;
    }

    /** All entries are void, the next one follows this index. */
    Batch reset(long index) {
        new LogRecord.Reset(index).write(out);
        state = state.ending(index);
        return this;
    }

    boolean isEmpty() {
        return out.size() == 0;
    }

    /** Where the log stands when this is durable. */
    LogState state() {
        return state;
    }

    /** The records, the commit index last, because it may count what is in this batch. */
    Bytes bytes(long writtenCommit) {
        if (state.commit() > writtenCommit) {
            new LogRecord.Commit(state.commit()).write(out);
        }
        return out.toBytes();
    }

    private void vote(HardState next) {
        if (!next.equals(state.hardState())) {
            new LogRecord.State(next).write(out);
            state = state.voting(next);
        }
    }

    private void truncate(long after) {
        if (after < snapshotIndex) {
            throw new IllegalArgumentException(
                    "entries behind " + after + " cannot be dropped: the snapshot holds all up to " + snapshotIndex);
        }
        if (after < state.lastIndex()) {
            new LogRecord.Truncate(after).write(out);
            state = state.ending(after);
        }
    }

    private void append(Entry entry) {
        if (entry.index() != state.lastIndex() + 1) {
            throw new IllegalArgumentException(
                    "entry " + entry.index() + " does not follow entry " + state.lastIndex());
        }
        int length = entry.payload().length();
        if (length > RaftCodec.MAX_PAYLOAD) {
            throw new IllegalArgumentException("entry " + entry.index() + " has " + length
                    + " bytes, the most that can be read back is " + RaftCodec.MAX_PAYLOAD);
        }
        new LogRecord.Append(entry).write(out);
        state = state.ending(entry.index());
    }
}
