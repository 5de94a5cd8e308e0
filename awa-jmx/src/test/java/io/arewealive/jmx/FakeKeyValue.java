package io.arewealive.jmx;

import io.arewealive.kv.Consistency;
import io.arewealive.kv.KeyValue;
import io.arewealive.kv.KvChange;
import io.arewealive.kv.KvChange.Cause;
import io.arewealive.kv.KvChanges;
import io.arewealive.kv.KvEntry;
import io.arewealive.kv.KvKeys;
import io.arewealive.kv.KvLease;
import io.arewealive.kv.KvListener;
import io.arewealive.kv.KvListing;
import io.arewealive.kv.KvOutcome;
import io.arewealive.kv.KvOutcome.AlreadySet;
import io.arewealive.kv.KvOutcome.Done;
import io.arewealive.kv.KvOutcome.KeyMissing;
import io.arewealive.kv.KvOutcome.NoMatch;
import io.arewealive.kv.KvOutcome.Refusal;
import io.arewealive.kv.KvOutcome.Refused;
import io.arewealive.kv.KvStats;
import io.arewealive.kv.KvValue;
import io.arewealive.kv.KvWatch;
import io.arewealive.kv.KvWrite;
import io.arewealive.kv.Reading;
import io.arewealive.node.CommandId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/** A store in memory that decides as a cluster of one would; several instances, one for each author, share one state. */
final class FakeKeyValue implements KeyValue {

    private final State state;
    private final String author;

    FakeKeyValue() {
        this(new State(), "operator");
    }

    private FakeKeyValue(State state, String author) {
        this.state = state;
        this.author = author;
    }

    /** What all authors share. */
    private static final class State {
        final TreeMap<String, KvEntry> entries = new TreeMap<>();
        final List<KvChange> changes = new ArrayList<>();
        final Map<CommandId, KvOutcome> seen = new HashMap<>();
        final Map<Long, KvLease> leases = new TreeMap<>();
        final List<CommandId> asked = new ArrayList<>();
        long lastLease;
        long floor;
        Optional<Function<CommandId, KvOutcome>> answer = Optional.empty();
        Optional<Reading<?>> reading = Optional.empty();
    }

    /** Writes get this outcome from now on, and change nothing. */
    void answering(Function<CommandId, KvOutcome> outcome) {
        synchronized (state) {
            state.answer = Optional.of(outcome);
        }
    }

    /** Linear reads get this answer from now on. */
    void reading(Reading<?> answer) {
        synchronized (state) {
            state.reading = Optional.of(answer);
        }
    }

    /** Changes up to this revision are no longer kept. */
    void compactTo(long revision) {
        synchronized (state) {
            state.floor = revision;
        }
    }

    /** The ids of all attempts, as they came. */
    List<CommandId> asked() {
        synchronized (state) {
            return List.copyOf(state.asked);
        }
    }

    @Override
    @SuppressWarnings("unchecked") // the test says what a read gives
    public Reading<Optional<KvEntry>> get(String key, Consistency consistency, Duration timeout) {
        KvKeys.requireKey(key);
        synchronized (state) {
            if (consistency == Consistency.LINEAR && state.reading.isPresent()) {
                return (Reading<Optional<KvEntry>>) state.reading.get();
            }
            return found(Optional.ofNullable(state.entries.get(key)), consistency);
        }
    }

    @Override
    @SuppressWarnings("unchecked") // the test says what a read gives
    public Reading<KvListing> list(
            String directory, String after, int limit, Consistency consistency, Duration timeout) {
        String path = KvKeys.requireDirectory(directory);
        String prefix = path.isEmpty() ? "" : path + "/";
        synchronized (state) {
            if (consistency == Consistency.LINEAR && state.reading.isPresent()) {
                return (Reading<KvListing>) state.reading.get();
            }
            var children = new TreeSet<String>();
            for (String key : state.entries.keySet()) {
                if (key.startsWith(prefix)) {
                    int slash = key.indexOf('/', prefix.length());
                    children.add(key.substring(prefix.length(), slash < 0 ? key.length() : slash + 1));
                }
            }
            boolean exists = path.isEmpty() || !children.isEmpty();
            List<String> all = List.copyOf(after.isEmpty() ? children : children.tailSet(after, false));
            return found(
                    new KvListing(exists, all.subList(0, Math.min(limit, all.size())), all.size() > limit),
                    consistency);
        }
    }

    private <T> Reading<T> found(T value, Consistency consistency) {
        return new Reading.Found<>(
                value,
                state.changes.size(),
                consistency,
                consistency == Consistency.LINEAR ? Optional.of(Duration.ZERO) : Optional.of(Duration.ofMillis(1_500)));
    }

    @Override
    public KvOutcome write(CommandId id, KvWrite write, Duration timeout) {
        synchronized (state) {
            state.asked.add(id);
            if (state.answer.isPresent()) {
                return state.answer.get().apply(id);
            }
            if (state.seen.get(id) instanceof Done done) {
                return new Done(id, done.revision(), done.lease(), true, done.copies());
            }
            KvOutcome outcome = decide(id, write);
            state.seen.put(id, outcome);
            state.notifyAll();
            return outcome;
        }
    }

    private KvOutcome decide(CommandId id, KvWrite write) {
        if (write instanceof KvWrite.Set set) {
            return put(id, set.key(), set.value(), set.lease());
        }
        if (write instanceof KvWrite.SetIf set) {
            return onEntry(id, set.key(), there -> {
                if (there.value().equals(set.value())) {
                    return new AlreadySet(id, there.revision());
                }
                return set.operator().holds(there.value(), set.operand())
                        ? put(id, set.key(), set.value(), set.lease())
                        : new NoMatch(
                                id,
                                there.revision(),
                                set.key() + " " + set.operator().sign() + " does not hold");
            });
        }
        if (write instanceof KvWrite.CompareAndSet set) {
            var there = Optional.ofNullable(state.entries.get(set.key()));
            if (there.map(KvEntry::value).equals(set.expected())) {
                return put(id, set.key(), set.value(), set.lease());
            }
            return there.<KvOutcome>map(entry -> new NoMatch(id, entry.revision(), set.key() + " holds another value"))
                    .orElseGet(() -> new KeyMissing(id, set.key() + " is missing"));
        }
        if (write instanceof KvWrite.SetAtRevision set) {
            long revision = revision(set.key());
            return revision == set.revision()
                    ? put(id, set.key(), set.value(), set.lease())
                    : new NoMatch(id, revision, set.key() + " is at revision " + revision);
        }
        if (write instanceof KvWrite.Unset unset) {
            return onEntry(id, unset.key(), there -> removed(id, there));
        }
        if (write instanceof KvWrite.UnsetAtRevision unset) {
            return onEntry(
                    id,
                    unset.key(),
                    there -> there.revision() == unset.revision()
                            ? removed(id, there)
                            : new NoMatch(id, there.revision(), unset.key() + " is at another revision"));
        }
        if (write instanceof KvWrite.Grant grant) {
            long lease = ++state.lastLease;
            state.leases.put(lease, new KvLease(lease, grant.timeToLive(), 0, author));
            return done(id, lease);
        }
        if (write instanceof KvWrite.Renew renew) {
            return onLease(id, renew.lease(), lease -> done(id, lease));
        }
        if (write instanceof KvWrite.Revoke revoke) {
            return onLease(id, revoke.lease(), lease -> {
                state.leases.remove(lease);
                List.copyOf(state.entries.values()).stream()
                        .filter(entry -> entry.lease() == lease)
                        .forEach(entry -> remove(entry, Cause.LEASE_REVOKED));
                return done(id, lease);
            });
        }
        throw new AssertionError("unhandled " + write);
    }

    private KvOutcome onEntry(CommandId id, String key, Function<KvEntry, KvOutcome> body) {
        var entry = state.entries.get(key);
        return entry == null ? new KeyMissing(id, key + " is missing") : body.apply(entry);
    }

    private KvOutcome onLease(CommandId id, long lease, Function<Long, KvOutcome> body) {
        return state.leases.containsKey(lease)
                ? body.apply(lease)
                : new Refused(id, Refusal.LEASE_GONE, "there is no lease " + lease);
    }

    private KvOutcome put(CommandId id, String key, KvValue value, long lease) {
        if (lease != 0 && !state.leases.containsKey(lease)) {
            return new Refused(id, Refusal.LEASE_GONE, "there is no lease " + lease);
        }
        long revision = state.changes.size() + 1L;
        state.entries.put(key, new KvEntry(key, value, revision, lease));
        state.changes.add(new KvChange(revision, key, Optional.of(value), lease, Cause.SET, author, FakeAwa.NOON));
        return done(id, lease);
    }

    private KvOutcome removed(CommandId id, KvEntry entry) {
        remove(entry, Cause.UNSET);
        return done(id, 0);
    }

    private void remove(KvEntry entry, Cause cause) {
        state.entries.remove(entry.key());
        state.changes.add(
                new KvChange(state.changes.size() + 1L, entry.key(), Optional.empty(), 0, cause, author, FakeAwa.NOON));
    }

    private KvOutcome done(CommandId id, long lease) {
        return new Done(id, state.changes.size(), lease, false, 2);
    }

    private long revision(String key) {
        var entry = state.entries.get(key);
        return entry == null ? 0 : entry.revision();
    }

    @Override
    public KvChanges changes(String prefix, long revision, int limit, Duration wait) throws InterruptedException {
        long end = System.nanoTime() + wait.toNanos();
        synchronized (state) {
            while (state.changes.size() <= revision && end - System.nanoTime() > 0) {
                state.wait(Math.max(1, (end - System.nanoTime()) / 1_000_000));
            }
            if (revision < state.floor) {
                return new KvChanges.Compacted(state.changes.size(), state.floor);
            }
            List<KvChange> some = state.changes.stream()
                    .skip(revision)
                    .filter(change -> change.key().startsWith(prefix))
                    .limit(limit)
                    .toList();
            long to = some.size() == limit ? some.get(limit - 1).revision() : state.changes.size();
            return new KvChanges.Changes(Math.max(to, revision), some);
        }
    }

    @Override
    public KvWatch watch(String prefix, long revision, KvListener listener) {
        throw new UnsupportedOperationException("the faces poll");
    }

    @Override
    public List<KvLease> leases() {
        synchronized (state) {
            return state.leases.values().stream()
                    .map(lease -> new KvLease(
                            lease.lease(),
                            lease.timeToLive(),
                            (int) state.entries.values().stream()
                                    .filter(entry -> entry.lease() == lease.lease())
                                    .count(),
                            lease.owner()))
                    .toList();
        }
    }

    @Override
    public KvStats stats() {
        synchronized (state) {
            long bytes = state.entries.values().stream()
                    .mapToLong(entry -> entry.key().length() + entry.value().size() + 64)
                    .sum();
            return new KvStats(
                    state.changes.size(),
                    state.floor,
                    state.entries.size(),
                    bytes,
                    16 << 20,
                    state.leases.size(),
                    state.lastLease);
        }
    }

    @Override
    public KeyValue by(String whom) {
        return new FakeKeyValue(state, whom);
    }
}
