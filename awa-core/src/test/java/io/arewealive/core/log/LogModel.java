package io.arewealive.core.log;

import io.arewealive.core.raft.Entry;
import io.arewealive.core.raft.HardState;
import io.arewealive.core.raft.Membership;
import io.arewealive.core.raft.RaftEffect;
import io.arewealive.core.raft.Recovered;
import io.arewealive.core.raft.SnapshotMeta;
import io.arewealive.core.wire.Bytes;
import io.arewealive.node.NodeId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.random.RandomGenerator;

/** The log, slow and obvious, and what an engine might ask of it. Immutable. */
record LogModel(HardState hardState, SnapshotMeta snapshot, Bytes snapshotData, List<Entry> entries, long commit) {

    static final NodeId A = new NodeId(new UUID(1, 1));
    static final NodeId B = new NodeId(new UUID(2, 2));

    static LogModel empty() {
        return new LogModel(HardState.INITIAL, SnapshotMeta.EMPTY, Bytes.EMPTY, List.of(), 0);
    }

    long last() {
        return snapshot.index() + entries.size();
    }

    /** Whether this is what was recovered; the commit index is a hint and may be older. */
    boolean matches(Recovered recovered) {
        return recovered.hardState().equals(hardState)
                && recovered.snapshot().equals(snapshot)
                && recovered.snapshotData().equals(snapshotData)
                && recovered.entries().equals(entries)
                && recovered.commit() >= snapshot.index()
                && recovered.commit() <= commit;
    }

    LogModel with(RaftEffect.Persist effect) {
        List<Entry> next = new ArrayList<>(entries);
        effect.truncateAfter().ifPresent(after -> next.removeIf(entry -> entry.index() > after));
        next.addAll(effect.entries());
        return new LogModel(
                effect.hardState().orElse(hardState),
                snapshot,
                snapshotData,
                List.copyOf(next),
                Math.max(commit, effect.commit()));
    }

    LogModel with(SnapshotMeta meta, Bytes data, boolean dropWholeLog) {
        List<Entry> next = dropWholeLog
                ? List.of()
                : entries.stream().filter(entry -> entry.index() > meta.index()).toList();
        return new LogModel(hardState, meta, data, next, Math.max(commit, meta.index()));
    }

    /** Something an engine might persist in this state. */
    RaftEffect.Persist randomPersist(RandomGenerator random) {
        Optional<HardState> wanted = Optional.empty();
        long term = hardState.term();
        if (term == 0 || random.nextInt(5) == 0) {
            term++;
            Optional<NodeId> vote = random.nextBoolean() ? Optional.of(random.nextBoolean() ? A : B) : Optional.empty();
            wanted = Optional.of(new HardState(term, vote));
        }
        OptionalLong truncate = OptionalLong.empty();
        long from = last();
        if (random.nextInt(6) == 0 && from > commit) {
            from = commit + random.nextLong(from - commit + 1);
            truncate = OptionalLong.of(from);
        }
        List<Entry> more = new ArrayList<>();
        for (int i = random.nextInt(5); i > 0; i--) {
            more.add(randomEntry(random, from + more.size() + 1, term));
        }
        long known = commit + random.nextLong(from + more.size() - commit + 1);
        return new RaftEffect.Persist(0, wanted, truncate, more, known);
    }

    private static Entry randomEntry(RandomGenerator random, long index, long term) {
        int size = random.nextInt(8) == 0 ? random.nextInt(4000) : random.nextInt(100);
        byte[] payload = new byte[size];
        if (random.nextBoolean()) {
            random.nextBytes(payload); // else all zeros, which must not look like something that was never written
        }
        return new Entry(index, term, Entry.Kind.COMMAND, Bytes.owning(payload));
    }

    SnapshotMeta meta(long index) {
        long term = index == snapshot.index()
                ? snapshot.term()
                : entries.get((int) (index - snapshot.index() - 1)).term();
        return new SnapshotMeta(index, term, Membership.of(Set.of(A, B)));
    }

    static Bytes randomData(RandomGenerator random) {
        byte[] data = new byte[random.nextInt(3) == 0 ? random.nextInt(200_000) : random.nextInt(2000)];
        random.nextBytes(data);
        return Bytes.owning(data);
    }
}
