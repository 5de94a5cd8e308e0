package io.arewealive.core;

import io.arewealive.core.loop.Calls;
import io.arewealive.core.publish.Board;
import io.arewealive.core.publish.KeyHistory;
import io.arewealive.core.publish.KeyWatches;
import io.arewealive.core.step.Input;
import io.arewealive.core.step.Picture;
import io.arewealive.kv.Consistency;
import io.arewealive.kv.KeyValue;
import io.arewealive.kv.KvChanges;
import io.arewealive.kv.KvEntry;
import io.arewealive.kv.KvKeys;
import io.arewealive.kv.KvLease;
import io.arewealive.kv.KvListener;
import io.arewealive.kv.KvListing;
import io.arewealive.kv.KvOutcome;
import io.arewealive.kv.KvStats;
import io.arewealive.kv.KvWatch;
import io.arewealive.kv.KvWrite;
import io.arewealive.kv.Reading;
import io.arewealive.node.CommandId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.LongFunction;
import java.util.function.LongSupplier;

/** The key-value store over the loop, and for what is local over the state that the loop shows. */
final class CoreKeyValue implements KeyValue {

    private static final Duration LONGEST_WAIT = Duration.ofMinutes(1);

    /** Where it reads. */
    record Sources(Board board, Calls calls, KeyHistory history, KeyWatches watches, LongSupplier nanos) {}

    private final Sources from;
    private final String author;

    CoreKeyValue(Sources from, String author) {
        this.from = from;
        this.author = author;
    }

    @Override
    public KeyValue by(String whom) {
        return new CoreKeyValue(from, Authors.require(whom));
    }

    @Override
    public Reading<Optional<KvEntry>> get(String key, Consistency consistency, Duration timeout) {
        KvKeys.requireKey(key);
        if (consistency == Consistency.LOCAL) {
            return local(keys().view().find(key));
        }
        return linear(timeout, token -> new Input.ReadKey(token, key, timeout.toNanos()));
    }

    @Override
    public Reading<KvListing> list(
            String directory, String after, int limit, Consistency consistency, Duration timeout) {
        String path = KvKeys.requireDirectory(directory);
        requireLimit(limit);
        if (consistency == Consistency.LOCAL) {
            return local(keys().view().list(path, after, limit));
        }
        return linear(timeout, token -> new Input.ReadDirectory(token, path, after, limit, timeout.toNanos()));
    }

    private static void requireLimit(int limit) {
        if (limit < 1 || limit > MOST) {
            throw new IllegalArgumentException("limit " + limit + " must lie between 1 and " + MOST);
        }
    }

    private Picture.Keys keys() {
        return from.board().picture().keys();
    }

    private <T> Reading<T> local(T value) {
        Picture.Keys keys = keys();
        var currentAt = keys.freshness().currentAtNanos();
        Optional<Duration> age = currentAt.isPresent()
                ? Optional.of(Duration.ofNanos(Math.max(0, from.nanos().getAsLong() - currentAt.getAsLong())))
                : Optional.empty();
        return new Reading.Found<>(value, keys.view().totals().revision(), Consistency.LOCAL, age);
    }

    @SuppressWarnings("unchecked") // the loop answers a question with what was asked for
    private <T> Reading<T> linear(Duration timeout, LongFunction<Input> question) {
        CoreNodeTable.requireTimeout(timeout);
        return (Reading<T>) from.calls()
                .ask(Reading.class, timeout, question)
                .answer()
                .orElseGet(() -> new Reading.NoLeader<>("this node is closed or has too much to do; try again"));
    }

    @Override
    public KvOutcome write(CommandId commandId, KvWrite write, Duration timeout) {
        return Endings.await(
                        from.calls(),
                        commandId,
                        timeout,
                        token -> new Input.Write(token, commandId, author, write, timeout.toNanos()))
                .write(commandId);
    }

    @Override
    public KvChanges changes(String prefix, long revision, int limit, Duration wait) throws InterruptedException {
        requireRevision(revision);
        requireLimit(limit);
        if (wait.isNegative() || wait.compareTo(LONGEST_WAIT) > 0) {
            throw new IllegalArgumentException("wait " + wait.toMillis() + "ms must lie between 0 and 1m");
        }
        return from.history().since(prefix, revision, limit, wait);
    }

    private static void requireRevision(long revision) {
        if (revision < 0) {
            throw new IllegalArgumentException("revision " + revision + " is negative; 0 asks for everything");
        }
    }

    @Override
    public KvWatch watch(String prefix, long revision, KvListener listener) {
        requireRevision(revision);
        return from.watches().begin(prefix, revision, listener);
    }

    @Override
    public List<KvLease> leases() {
        return keys().view().leases(MOST);
    }

    @Override
    public KvStats stats() {
        Picture.Keys keys = keys();
        var totals = keys.view().totals();
        return new KvStats(
                totals.revision(),
                from.history().floor(),
                totals.keys(),
                totals.bytes(),
                keys.maxBytes(),
                totals.leases(),
                totals.lastLease());
    }
}
