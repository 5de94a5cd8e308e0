package io.arewealive.core.kv;

import io.arewealive.core.step.KvView;
import io.arewealive.core.step.Result;
import io.arewealive.core.step.Result.Code;
import io.arewealive.core.wire.WireReader;
import io.arewealive.core.wire.WireWriter;
import io.arewealive.kv.KvChange;
import io.arewealive.kv.KvChange.Cause;
import io.arewealive.kv.KvEntry;
import io.arewealive.kv.KvKeys;
import io.arewealive.kv.KvLease;
import io.arewealive.kv.KvListing;
import io.arewealive.kv.KvValue;
import io.arewealive.kv.KvWrite;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The keys, what they hold, and the leases. Deterministic: the same writes in the same order give the same state and the same results
 * on every node. Written from the loop only; read by any thread.
 */
public final class KvState implements KvView {

    /** The most leases at once. */
    public static final int MAX_LEASES = 10_000;

    /** What a key takes beside its name and its value, about. */
    static final int OVERHEAD = 64;

    /** The lower bits of a lease count within an epoch of the cluster, the upper ones count those. */
    private static final int EPOCH_SHIFT = 40;

    private static final int MAX_KEYS = 10_000_000;
    private static final int MAX_OWNER = 256;

    private final ConcurrentSkipListMap<String, KvEntry> keys = new ConcurrentSkipListMap<>();
    private final ConcurrentSkipListMap<Long, Lease> leases = new ConcurrentSkipListMap<>();
    private final Directories directories = new Directories(keys);
    private volatile Totals totals = Totals.NONE;

    @Override
    public Optional<KvEntry> find(String key) {
        return Optional.ofNullable(keys.get(key));
    }

    @Override
    public KvListing list(String directory, String after, int limit) {
        return directories.list(directory, after, limit);
    }

    @Override
    public List<KvLease> leases(int limit) {
        return leases.values().stream()
                .limit(limit)
                .map(lease ->
                        new KvLease(lease.number, Duration.ofMillis(lease.millis), lease.keys.size(), lease.owner))
                .toList();
    }

    @Override
    public Totals totals() {
        return totals;
    }

    /** Applies a write. */
    public Result apply(KvWrite write, Writing writing) {
        if (write instanceof KvWrite.Set set) {
            return put(set.key(), set.value(), set.lease(), writing);
        } else if (write instanceof KvWrite.SetIf setIf) {
            return setIf(setIf, writing);
        } else if (write instanceof KvWrite.CompareAndSet cas) {
            return compareAndSet(cas, writing);
        } else if (write instanceof KvWrite.SetAtRevision at) {
            return atRevision(at.key(), at.revision()).orElseGet(() -> put(at.key(), at.value(), at.lease(), writing));
        } else if (write instanceof KvWrite.Unset unset) {
            return missing(unset.key()).orElseGet(() -> remove(unset.key(), writing));
        } else if (write instanceof KvWrite.UnsetAtRevision at) {
            return missing(at.key())
                    .or(() -> atRevision(at.key(), at.revision()))
                    .orElseGet(() -> remove(at.key(), writing));
        } else if (write instanceof KvWrite.Grant grant) {
            return grant(grant.timeToLive(), writing.author());
        } else if (write instanceof KvWrite.Renew renew) {
            return renew(renew.lease());
        } else if (write instanceof KvWrite.Revoke revoke) {
            return end(revoke.lease(), Cause.LEASE_REVOKED, writing);
        }
        throw new AssertionError("unhandled " + write);
    }

    private Result setIf(KvWrite.SetIf wanted, Writing writing) {
        KvEntry entry = keys.get(wanted.key());
        if (entry == null) {
            return keyMissing(wanted.key());
        }
        if (entry.value().equals(wanted.value())) {
            return Result.not(Code.ALREADY_SET, entry.revision(), wanted.key() + " holds that value already");
        }
        if (!wanted.operator().holds(entry.value(), wanted.operand())) {
            return Result.not(
                    Code.NO_MATCH,
                    entry.revision(),
                    "what " + wanted.key() + " holds is not "
                            + wanted.operator().sign() + " what was given");
        }
        return put(wanted.key(), wanted.value(), wanted.lease(), writing);
    }

    private Result compareAndSet(KvWrite.CompareAndSet wanted, Writing writing) {
        KvEntry entry = keys.get(wanted.key());
        if (entry == null) {
            return wanted.expected().isPresent()
                    ? keyMissing(wanted.key())
                    : put(wanted.key(), wanted.value(), wanted.lease(), writing);
        }
        if (entry.value().equals(wanted.value())) {
            return Result.not(Code.ALREADY_SET, entry.revision(), wanted.key() + " holds that value already");
        }
        if (!wanted.expected().equals(Optional.of(entry.value()))) {
            return Result.not(
                    Code.NO_MATCH,
                    entry.revision(),
                    wanted.expected().isPresent()
                            ? wanted.key() + " holds another value than was expected"
                            : wanted.key() + " is there already");
        }
        return put(wanted.key(), wanted.value(), wanted.lease(), writing);
    }

    /** Why not, if the key was last written at another revision. */
    private Optional<Result> atRevision(String key, long revision) {
        KvEntry entry = keys.get(key);
        long found = entry == null ? 0 : entry.revision();
        if (found == revision) {
            return Optional.empty();
        }
        return Optional.of(
                entry == null
                        ? keyMissing(key)
                        : Result.not(
                                Code.NO_MATCH, found, key + " is at revision " + found + ", expected was " + revision));
    }

    private Optional<Result> missing(String key) {
        return keys.containsKey(key) ? Optional.empty() : Optional.of(keyMissing(key));
    }

    private static Result keyMissing(String key) {
        return Result.not(Code.KEY_MISSING, 0, "there is no key " + key);
    }

    private Result put(String key, KvValue value, long lease, Writing writing) {
        Lease holder = leases.get(lease);
        if (lease != 0 && holder == null) {
            return leaseGone(lease);
        }
        KvEntry before = keys.get(key);
        int keysAfter = totals.keys() + (before == null ? 1 : 0);
        long after = totals.bytes() + size(key, value) - (before == null ? 0 : size(key, before.value()));
        if (after > writing.maxBytes() && after > totals.bytes()) {
            return Result.not(
                    Code.FULL,
                    totals.revision(),
                    "the store has " + totals.bytes() + " bytes and would have " + after + "; awa.kv.max-bytes allows "
                            + writing.maxBytes() + ": remove keys, or raise it with awa config set");
        }
        unbind(key, before);
        if (holder != null) {
            holder.keys.add(key);
        }
        long revision = totals.revision() + 1;
        keys.put(key, new KvEntry(key, value, revision, lease));
        totals = new Totals(revision, keysAfter, after, totals.leases(), totals.lastLease());
        writing.changes()
                .accept(new KvChange(
                        revision,
                        key,
                        Optional.of(value),
                        lease,
                        Cause.SET,
                        writing.author(),
                        Instant.ofEpochMilli(writing.timeMillis())));
        return new Result(Code.DONE, revision, lease, "");
    }

    private Result remove(String key, Writing writing) {
        drop(key, Cause.UNSET, writing);
        return Result.done(totals.revision());
    }

    private void drop(String key, Cause cause, Writing writing) {
        KvEntry before = keys.remove(key);
        if (before == null) {
            return;
        }
        unbind(key, before);
        long revision = totals.revision() + 1;
        totals = new Totals(
                revision,
                totals.keys() - 1,
                totals.bytes() - size(key, before.value()),
                totals.leases(),
                totals.lastLease());
        writing.changes()
                .accept(new KvChange(
                        revision,
                        key,
                        Optional.empty(),
                        before.lease(),
                        cause,
                        writing.author(),
                        Instant.ofEpochMilli(writing.timeMillis())));
    }

    private void unbind(String key, @Nullable KvEntry before) {
        if (before != null && before.lease() != 0) {
            Lease holder = leases.get(before.lease());
            if (holder != null) {
                holder.keys.remove(key);
            }
        }
    }

    private Result grant(Duration timeToLive, String owner) {
        if (leases.size() >= MAX_LEASES) {
            return Result.not(
                    Code.TOO_MANY_LEASES,
                    totals.revision(),
                    MAX_LEASES + " leases stand already; give up those that nobody needs (awa kv lease revoke)");
        }
        long number = totals.lastLease() + 1;
        leases.put(number, new Lease(number, timeToLive.toMillis(), owner, 0));
        counted(number);
        return new Result(Code.DONE, totals.revision(), number, "");
    }

    private void counted(long lastLease) {
        totals = new Totals(totals.revision(), totals.keys(), totals.bytes(), leases.size(), lastLease);
    }

    private Result renew(long number) {
        Lease lease = leases.get(number);
        if (lease == null) {
            return leaseGone(number);
        }
        lease.renew();
        return new Result(Code.DONE, totals.revision(), number, "");
    }

    /** The leader says that a lease was not renewed in time; one that was renewed meanwhile goes on. */
    public Result expire(long number, long renewals, Writing writing) {
        Lease lease = leases.get(number);
        return lease == null || lease.renewals() != renewals
                ? leaseGone(number)
                : end(number, Cause.LEASE_EXPIRED, writing);
    }

    private Result end(long number, Cause cause, Writing writing) {
        Lease lease = leases.remove(number);
        if (lease == null) {
            return leaseGone(number);
        }
        List.copyOf(lease.keys).forEach(key -> drop(key, cause, writing));
        counted(totals.lastLease());
        return new Result(Code.DONE, totals.revision(), number, "");
    }

    private Result leaseGone(long number) {
        return Result.not(
                Code.LEASE_GONE,
                totals.revision(),
                "there is no lease " + number + ", or no longer; ask for a new one (awa kv lease grant)");
    }

    /** How often a lease was renewed and how long it lasts, for the leader's watch; empty if it does not stand. */
    public Optional<Term> term(long number) {
        return Optional.ofNullable(leases.get(number)).map(lease -> new Term(number, lease.millis, lease.renewals()));
    }

    /** The same of all leases. */
    public List<Term> terms() {
        return leases.values().stream()
                .map(lease -> new Term(lease.number, lease.millis, lease.renewals()))
                .toList();
    }

    /**
     * One turn of a lease.
     *
     * @param lease its number
     * @param millis how long it lasts from its grant or renewal
     * @param renewals how often it was renewed so far
     */
    public record Term(long lease, long millis, long renewals) {}

    /** The cluster goes on from a copy that may miss grants: those to come have to be greater than any that was lost. */
    public void riseAbove() {
        counted(((totals.lastLease() >>> EPOCH_SHIFT) + 1) << EPOCH_SHIFT);
    }

    /**
     * All leases end, and the keys bound to them go; those to come are greater than any that may ever have been granted.
     *
     * @param floor what they have to be greater than at least
     */
    public void endLeases(long floor, Writing writing) {
        List.copyOf(leases.keySet()).forEach(lease -> end(lease, Cause.LEASE_REVOKED, writing));
        riseAbove();
        counted(Math.max(totals.lastLease(), floor));
    }

    private static long size(String key, KvValue value) {
        return OVERHEAD + (long) key.getBytes(StandardCharsets.UTF_8).length + value.size();
    }

    /** Everything, for a snapshot. */
    public void write(WireWriter out) {
        capture().accept(out);
    }

    /** Everything as it is now, to be written later by any thread. */
    public Consumer<WireWriter> capture() {
        Totals now = totals;
        List<Written> terms = leases.values().stream()
                .map(lease -> new Written(lease.number, lease.millis, lease.renewals(), lease.owner))
                .toList();
        KvEntry[] entries = keys.values().toArray(new KvEntry[0]);
        return out -> write(out, now, terms, entries);
    }

    private record Written(long number, long millis, long renewals, String owner) {}

    private static void write(WireWriter out, Totals now, List<Written> terms, KvEntry... entries) {
        out.i64(now.revision()).i64(now.lastLease());
        out.list(
                terms,
                (w, lease) -> w.i64(lease.number)
                        .i64(lease.millis)
                        .i64(lease.renewals())
                        .text(lease.owner));
        out.i32(entries.length);
        for (KvEntry entry : entries) {
            out.text(entry.key()).i64(entry.revision()).i64(entry.lease());
            KvCodec.writeValue(out, entry.value());
        }
    }

    /** Everything that is in a snapshot. */
    public static KvState read(WireReader in) {
        var state = new KvState();
        long revision = in.i64();
        long lastLease = in.i64();
        in.list(MAX_LEASES, r -> {
                    long number = r.i64();
                    long millis = r.i64();
                    long renewals = r.i64();
                    return new Lease(number, millis, r.text(MAX_OWNER), renewals);
                })
                .forEach(lease -> state.leases.put(lease.number, lease));
        int count = in.count(MAX_KEYS);
        long bytes = 0;
        for (int i = 0; i < count; i++) {
            String key = in.text(KvKeys.MAX_BYTES);
            long written = in.i64();
            long lease = in.i64();
            var entry = new KvEntry(key, KvCodec.readValue(in), written, lease);
            state.keys.put(key, entry);
            bytes += size(key, entry.value());
            Lease holder = state.leases.get(lease);
            if (holder != null) {
                holder.keys.add(key);
            }
        }
        state.totals = new Totals(revision, count, bytes, state.leases.size(), lastLease);
        return state;
    }
}
