package io.arewealive.core.raft;

import io.arewealive.core.wire.Bytes;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.random.RandomGenerator;

/**
 * A disk that keeps writes as they were given. At a crash any number of the oldest unsafe ones survive, of the next one a part;
 * term and vote, in a file of their own, may survive from later ones.
 */
final class MemoryStore implements SimStore {

    private record Snapshot(SnapshotMeta meta, Bytes data) {}

    private final RandomGenerator random;
    private final ArrayDeque<RaftEffect> unsafe = new ArrayDeque<>();
    private final ArrayList<Entry> entries = new ArrayList<>();
    private HardState hardState = HardState.INITIAL;
    private Snapshot snapshot = new Snapshot(SnapshotMeta.EMPTY, Bytes.EMPTY);
    private long commit;

    MemoryStore(RandomGenerator random) {
        this.random = random;
    }

    @Override
    public void found(Recovered founding) {
        hardState = founding.hardState();
        snapshot = new Snapshot(founding.snapshot(), founding.snapshotData());
        commit = founding.commit();
    }

    @Override
    public void write(RaftEffect.Persist persist) {
        unsafe.add(persist);
    }

    @Override
    public void write(RaftEffect.PersistSnapshot received) {
        unsafe.add(received);
    }

    @Override
    public void save(SnapshotMeta meta, Bytes data) {
        unsafe.add(new RaftEffect.PersistSnapshot(0, meta, data, false));
    }

    @Override
    public void sync(int count) {
        for (int i = 0; i < count; i++) {
            keep(unsafe.removeFirst());
        }
    }

    @Override
    public void fail() {
        keepPartOf(unsafe.removeFirst());
        unsafe.clear();
    }

    @Override
    public Optional<Part> read(SnapshotMeta meta, long offset, int maxBytes) {
        if (!snapshot.meta().equals(meta)) {
            return Optional.empty();
        }
        int total = snapshot.data().length();
        int from = (int) Math.min(offset, total);
        return Optional.of(new Part(total, snapshot.data().slice(from, Math.min(maxBytes, total - from))));
    }

    @Override
    public void crash() {
        sync(random.nextInt(unsafe.size() + 1));
        if (!unsafe.isEmpty() && random.nextBoolean()) {
            keepPartOf(unsafe.removeFirst());
        }
        while (!unsafe.isEmpty()) {
            if (unsafe.removeFirst() instanceof RaftEffect.Persist persist && random.nextBoolean()) {
                persist.hardState().ifPresent(later -> hardState = later);
            }
        }
    }

    @Override
    public Recovered recover() {
        return new Recovered(hardState, commit, snapshot.meta(), snapshot.data(), List.copyOf(entries));
    }

    private void keepPartOf(RaftEffect effect) {
        if (effect instanceof RaftEffect.Persist persist) {
            int count = random.nextInt(persist.entries().size() + 1);
            keep(new RaftEffect.Persist(
                    persist.sequence(),
                    random.nextBoolean() ? persist.hardState() : Optional.empty(),
                    persist.truncateAfter(),
                    persist.entries().subList(0, count),
                    commit));
        }
    }

    private void keep(RaftEffect effect) {
        if (effect instanceof RaftEffect.Persist persist) {
            persist.hardState().ifPresent(changed -> hardState = changed);
            truncateAfter(persist.truncateAfter());
            for (Entry entry : persist.entries()) {
                if (entry.index() != end() + 1) {
                    throw new Violation("entry " + entry.index() + " is written behind " + end());
                }
                entries.add(entry);
            }
            commit = Math.max(commit, persist.commit());
        } else if (effect instanceof RaftEffect.PersistSnapshot received
                && received.meta().index() > snapshot.meta().index()) {
            if (received.dropWholeLog()) {
                entries.clear();
            } else {
                entries.removeIf(entry -> entry.index() <= received.meta().index());
            }
            snapshot = new Snapshot(received.meta(), received.data());
            commit = Math.max(commit, received.meta().index());
        }
    }

    private void truncateAfter(OptionalLong index) {
        if (index.isPresent()) {
            while (!entries.isEmpty() && entries.get(entries.size() - 1).index() > index.getAsLong()) {
                entries.remove(entries.size() - 1);
            }
        }
    }

    private long end() {
        return entries.isEmpty()
                ? snapshot.meta().index()
                : entries.get(entries.size() - 1).index();
    }
}
