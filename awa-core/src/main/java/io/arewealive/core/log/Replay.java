package io.arewealive.core.log;

import io.arewealive.core.raft.Entry;
import io.arewealive.core.raft.HardState;
import java.util.ArrayList;
import java.util.List;

/** What the log says when its records are carried out one after the other. */
final class Replay {

    private final List<Entry> entries = new ArrayList<>();
    private HardState hardState;
    private long commit;
    private long base;

    /** From the oldest segment that is left. */
    Replay(SegmentHeader first) {
        hardState = first.hardState();
        commit = first.commit();
        base = first.firstIndex() - 1;
    }

    /** Carries out a segment's records. */
    void play(String file, SegmentScan segment) {
        SegmentHeader header = segment.header();
        if (header.firstIndex() != lastIndex() + 1 || !header.hardState().equals(hardState)) {
            throw new DamagedException(
                    file,
                    0,
                    "it begins at index " + header.firstIndex() + " with " + header.hardState()
                            + ", the segments before end at index " + lastIndex() + " with " + hardState);
        }
        for (LogRecord record : segment.records()) {
            apply(file, record);
        }
    }

    private void apply(String file, LogRecord record) {
        if (record instanceof LogRecord.Append append) {
            if (append.entry().index() != lastIndex() + 1) {
                throw new DamagedException(
                        file, 0, "entry " + append.entry().index() + " stands behind entry " + lastIndex());
            }
            entries.add(append.entry());
        } else if (record instanceof LogRecord.State state) {
            hardState = state.hardState();
        } else if (record instanceof LogRecord.Commit known) {
            commit = Math.max(commit, known.index());
        } else if (record instanceof LogRecord.Truncate truncate) {
            truncate(truncate.after());
        } else if (record instanceof LogRecord.Reset reset) {
            entries.clear();
            base = reset.index();
        } else if (!(record instanceof LogRecord.Seal)) {
            throw new AssertionError("unhandled " + record);
        }
    }

    private void truncate(long after) {
        if (after < base) {
            entries.clear();
            base = after;
        } else if (after < lastIndex()) {
            entries.subList((int) (after - base), entries.size()).clear();
        }
    }

    HardState hardState() {
        return hardState;
    }

    long commit() {
        return commit;
    }

    /** The index before the first entry that is known. */
    long base() {
        return base;
    }

    long lastIndex() {
        return base + entries.size();
    }

    /** The entry at this index, which must be above the base and not above the last. */
    Entry entry(long index) {
        return entries.get((int) (index - base - 1));
    }

    /** All entries behind this index. */
    List<Entry> entriesBehind(long index) {
        return index >= lastIndex() ? List.of() : List.copyOf(entries.subList((int) (index - base), entries.size()));
    }
}
