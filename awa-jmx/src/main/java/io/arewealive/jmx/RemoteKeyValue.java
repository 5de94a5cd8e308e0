package io.arewealive.jmx;

import io.arewealive.jmx.open.Field;
import io.arewealive.jmx.open.Row;
import io.arewealive.jmx.shape.KvChangesShape;
import io.arewealive.jmx.shape.KvEntryShape;
import io.arewealive.jmx.shape.KvLeaseShape;
import io.arewealive.jmx.shape.KvListingShape;
import io.arewealive.jmx.shape.KvStatsShape;
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
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javax.management.openmbean.CompositeData;

/** The key-value store, through the bean of a server. */
record RemoteKeyValue(Link link, RemotePollers watches, String author) implements KeyValue {

    static final String TYPE = "KeyValue";

    /** The longest that one call to the server waits for changes. */
    static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

    private static final List<String> STATS =
            KvStatsShape.SHAPE.fields().stream().map(Field::attributeName).toList();

    @Override
    public Reading<Optional<KvEntry>> get(String key, Consistency consistency, Duration timeout) {
        return KvEntryShape.read(
                row(link.invoke(TYPE, "get", timeout, KvKeys.requireKey(key), consistency.word(), timeout.toMillis())));
    }

    @Override
    public Reading<KvListing> list(
            String directory, String after, int limit, Consistency consistency, Duration timeout) {
        return KvListingShape.read(row(link.invoke(
                TYPE,
                "list",
                timeout,
                KvKeys.requireDirectory(directory),
                after,
                limit,
                consistency.word(),
                timeout.toMillis())));
    }

    @Override
    public KvOutcome write(CommandId commandId, KvWrite write, Duration timeout) {
        return RemoteWrite.run(link, author, commandId, write, timeout);
    }

    @Override
    public KvChanges changes(String prefix, long revision, int limit, Duration wait) throws InterruptedException {
        long end = System.nanoTime() + wait.toNanos();
        long from = revision;
        while (true) {
            Duration left = Duration.ofNanos(Math.max(0, end - System.nanoTime()));
            boolean last = left.compareTo(LONGEST_WAIT) <= 0;
            KvChanges answer = poll(link, prefix, from, limit, last ? left : LONGEST_WAIT);
            boolean nothing =
                    answer instanceof KvChanges.Changes some && some.changes().isEmpty();
            if (last || !nothing) {
                return answer;
            }
            from = answer.revision();
        }
    }

    /** One call to the server. */
    static KvChanges poll(Link link, String prefix, long revision, int limit, Duration wait)
            throws InterruptedException {
        try {
            return KvChangesShape.read(
                    row(link.invoke(TYPE, "changes", wait, prefix, revision, limit, wait.toMillis())));
        } catch (RemoteAwaException e) {
            if (Thread.interrupted()) {
                throw (InterruptedException) new InterruptedException("while waiting for changes").initCause(e);
            }
            throw e;
        }
    }

    @Override
    public KvWatch watch(String prefix, long revision, KvListener listener) {
        return watches.watch(link, prefix, revision, listener);
    }

    @Override
    public List<KvLease> leases() {
        var answer = (CompositeData[]) link.invoke(TYPE, "listLeases", Duration.ZERO);
        return Arrays.stream(answer).map(Row::of).map(KvLeaseShape::read).toList();
    }

    @Override
    public KvStats stats() {
        return KvStatsShape.read(Row.ofAttributes(link.attributes(TYPE, STATS)));
    }

    @Override
    public KeyValue by(String whom) {
        return new RemoteKeyValue(link, watches, whom);
    }

    private static Row row(Object answer) {
        return Row.of((CompositeData) answer);
    }
}
