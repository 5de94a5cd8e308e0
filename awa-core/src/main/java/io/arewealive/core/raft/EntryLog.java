package io.arewealive.core.raft;

import io.arewealive.core.wire.Bytes;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * The log as this node has it in memory: entries behind some place, the newest durable snapshot, and which voters were in effect
 * where. Knows nothing of disks and majorities.
 */
final class EntryLog {

    private record Placed(long index, Membership membership) {}

    private final ArrayList<Entry> entries = new ArrayList<>();
    /** Ascending; the first one is in effect at {@code before}. */
    private final ArrayDeque<Placed> memberships = new ArrayDeque<>();

    private SnapshotMeta snapshot;
    private long before;
    private long beforeTerm;
    private Slice lastSlice = Slice.NONE;

    /** Entries handed out lately: the disk, all followers and most pullers want the same ones. */
    private record Slice(long from, long to, long bytes, List<Entry> entries) {
        private static final Slice NONE = new Slice(0, -1, 0, List.of());

        private boolean answers(long wantedFrom, long wantedTo, int maxBytes) {
            return from == wantedFrom && to == wantedTo && bytes <= maxBytes;
        }
    }

    EntryLog(SnapshotMeta snapshot, List<Entry> recovered) {
        this.snapshot = snapshot;
        before = snapshot.index();
        beforeTerm = snapshot.term();
        memberships.add(new Placed(before, snapshot.membership()));
        for (Entry entry : recovered) {
            if (entry.index() > before) {
                append(entry);
            }
        }
    }

    SnapshotMeta snapshot() {
        return snapshot;
    }

    /** The place before the first entry that is here. */
    long before() {
        return before;
    }

    long lastIndex() {
        return before + entries.size();
    }

    long lastTerm() {
        return entries.isEmpty() ? beforeTerm : entries.get(entries.size() - 1).term();
    }

    /** The term of the entry at this place; -1 if it is not here. */
    long termAt(long index) {
        if (index == before) {
            return beforeTerm;
        }
        return index > before && index <= lastIndex() ? entry(index).term() : -1;
    }

    /** Whether an entry of this term is at this place. */
    boolean matches(long index, long term) {
        return termAt(index) == term;
    }

    /** Whether a log that ends like this holds at least all that this one does (Raft 5.4.1). */
    boolean isCoveredBy(long otherLastIndex, long otherLastTerm) {
        return otherLastTerm > lastTerm() || (otherLastTerm == lastTerm() && otherLastIndex >= lastIndex());
    }

    /** The voters in effect: those of the last membership entry, committed or not. */
    Membership membership() {
        return memberships.getLast().membership();
    }

    /** Where that entry is. */
    long membershipIndex() {
        return memberships.getLast().index();
    }

    /** The voters that were in effect at a place that is still here. */
    Membership membershipAt(long index) {
        for (Iterator<Placed> i = memberships.descendingIterator(); i.hasNext(); ) {
            Placed placed = i.next();
            if (placed.index() <= index) {
                return placed.membership();
            }
        }
        throw new IllegalArgumentException("index " + index + " is before the log's start at " + before);
    }

    /** Appends the next entry. */
    void append(Entry entry) {
        if (entry.index() != lastIndex() + 1) {
            throw new IllegalArgumentException(
                    "entry " + entry.index() + " does not follow " + lastIndex() + "; the log must have no hole");
        }
        entries.add(entry);
        if (entry.kind() == Entry.Kind.MEMBERSHIP) {
            memberships.add(new Placed(entry.index(), RaftCodec.membershipOf(entry)));
        }
    }

    /** Appends an entry of a new kind and content at the end. */
    Entry append(long term, Entry.Kind kind, Bytes payload) {
        Entry entry = new Entry(lastIndex() + 1, term, kind, payload);
        append(entry);
        return entry;
    }

    /** Drops all entries behind this place. */
    void truncateAfter(long index) {
        entries.subList(Math.toIntExact(index - before), entries.size()).clear();
        while (memberships.getLast().index() > index) {
            memberships.removeLast();
        }
        forgetSlice();
    }

    /** Entries from a place on, not behind another: as many as fit, at least one. */
    List<Entry> slice(long from, long to, int maxBytes) {
        if (from > to) {
            return List.of();
        }
        if (lastSlice.answers(from, to, maxBytes)) {
            return lastSlice.entries();
        }
        int start = Math.toIntExact(from - before - 1);
        int limit = Math.toIntExact(Math.min(to - before, (long) start + RaftCodec.MAX_ENTRIES));
        int end = start;
        long bytes = 0;
        while (end < limit && (end == start || bytes + size(end) <= maxBytes)) {
            bytes += size(end);
            end++;
        }
        List<Entry> slice = List.copyOf(entries.subList(start, end));
        if (end == to - before) {
            lastSlice = new Slice(from, to, bytes, slice);
        }
        return slice;
    }

    /** A durable snapshot of the own state machine stands for the log up to there; the last {@code keep} entries before stay. */
    void compact(SnapshotMeta meta, long keep) {
        snapshot = meta;
        long upTo = Math.max(before, meta.index() - keep);
        long term = termAt(upTo);
        entries.subList(0, Math.toIntExact(upTo - before)).clear();
        before = upTo;
        beforeTerm = term;
        forgetMemberships();
        forgetSlice();
    }

    /** A received snapshot stands for the log up to there; what is behind it stays only if it follows from it. */
    void install(SnapshotMeta meta, boolean keepTail) {
        if (keepTail) {
            entries.subList(0, Math.toIntExact(meta.index() - before)).clear();
        } else {
            entries.clear();
            memberships.clear();
        }
        snapshot = meta;
        before = meta.index();
        beforeTerm = meta.term();
        memberships.removeIf(placed -> placed.index() <= before);
        memberships.addFirst(new Placed(before, meta.membership()));
        forgetSlice();
    }

    private void forgetMemberships() {
        Placed first = memberships.removeFirst();
        while (!memberships.isEmpty() && memberships.getFirst().index() <= before) {
            first = memberships.removeFirst();
        }
        memberships.addFirst(first);
    }

    private void forgetSlice() {
        lastSlice = Slice.NONE;
    }

    private long size(int position) {
        return (long) entries.get(position).payload().length() + RaftCodec.ENTRY_OVERHEAD;
    }

    private Entry entry(long index) {
        return entries.get(Math.toIntExact(index - before - 1));
    }
}
