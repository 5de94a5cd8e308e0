package io.arewealive.core.raft;

import io.arewealive.core.wire.Bytes;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What of this node's state is on its disk, and what still has to go there. Hands the changes of a whole step out as one {@code
 * Persist}; an index counts as durable only once its write was reported done and nothing has cut it off since.
 */
final class Journal {

    /** A write under way. */
    private static final class Flight {
        private final long sequence;
        private long lastIndex;

        private Flight(long sequence, long lastIndex) {
            this.sequence = sequence;
            this.lastIndex = lastIndex;
        }
    }

    private final EntryLog log;
    private final Outbox out;
    private final ArrayDeque<Flight> flights = new ArrayDeque<>();

    private long sequence;
    private long done;
    private Optional<HardState> hardState = Optional.empty();
    private long hardStateSequence;
    private OptionalLong truncateAfter = OptionalLong.empty();
    private long handedOut;
    private long durable;
    private long commitHint;

    Journal(EntryLog log, Outbox out, long commitHint) {
        this.log = log;
        this.out = out;
        this.commitHint = commitHint;
        handedOut = log.lastIndex();
        durable = log.lastIndex();
    }

    /** Term or vote changed. */
    void hardState(HardState changed) {
        hardState = Optional.of(changed);
    }

    /** Whether term and vote are on disk as they are now. */
    boolean isHardStateDurable() {
        return hardState.isEmpty() && done >= hardStateSequence;
    }

    /** The log is on disk up to here. */
    long durable() {
        return durable;
    }

    /** Whether nothing is on its way to the disk. */
    boolean isIdle() {
        return flights.isEmpty();
    }

    /** The log in memory lost its end. */
    void truncatedAfter(long index) {
        cutOff(index);
        if (handedOut > index) {
            handedOut = index;
            truncateAfter = OptionalLong.of(Math.min(index, truncateAfter.orElse(index)));
        }
    }

    /** Hands out all changes since the last time. */
    void flush(long commit) {
        if (hardState.isEmpty() && truncateAfter.isEmpty() && handedOut == log.lastIndex()) {
            return;
        }
        List<Entry> entries = log.slice(handedOut + 1, log.lastIndex(), Integer.MAX_VALUE);
        while (true) {
            write(commit, entries);
            if (handedOut == log.lastIndex()) {
                return;
            }
            entries = log.slice(handedOut + 1, log.lastIndex(), Integer.MAX_VALUE);
        }
    }

    /** Hands out the commit index alone, if it is not known on disk and the disk has nothing else to do. */
    void flushCommit(long commit) {
        if (isIdle() && Math.min(commit, durable) > commitHint) {
            write(commit, List.of());
        }
    }

    /** Hands out a received snapshot, behind everything handed out before. */
    long snapshot(SnapshotMeta meta, Bytes data, boolean dropWholeLog, long commit) {
        flush(commit);
        if (dropWholeLog) {
            cutOff(commit);
            handedOut = meta.index();
        }
        out.add(new RaftEffect.PersistSnapshot(++sequence, meta, data, dropWholeLog));
        flights.add(new Flight(sequence, meta.index()));
        return sequence;
    }

    /** All writes up to this one are on disk. */
    void persisted(long upTo) {
        while (!flights.isEmpty() && flights.getFirst().sequence <= upTo) {
            Flight flight = flights.removeFirst();
            done = flight.sequence;
            durable = Math.max(durable, flight.lastIndex);
        }
    }

    /** Whether this write is on disk. */
    boolean isDone(long write) {
        return done >= write;
    }

    private void write(long commit, List<Entry> entries) {
        if (!entries.isEmpty()) {
            handedOut = entries.get(entries.size() - 1).index();
        }
        sequence++;
        if (hardState.isPresent()) {
            hardStateSequence = sequence;
        }
        commitHint = Math.max(commitHint, Math.min(commit, durable));
        out.add(new RaftEffect.Persist(sequence, hardState, truncateAfter, entries, commitHint));
        flights.add(new Flight(sequence, handedOut));
        hardState = Optional.empty();
        truncateAfter = OptionalLong.empty();
    }

    private void cutOff(long index) {
        durable = Math.min(durable, index);
        for (Flight flight : flights) {
            flight.lastIndex = Math.min(flight.lastIndex, index);
        }
    }
}
