package io.arewealive.jmx.bean;

import io.arewealive.jmx.open.Arguments;
import io.arewealive.jmx.open.Parameter;
import io.arewealive.kv.KeyValue;
import io.arewealive.kv.KvChange;
import io.arewealive.kv.KvChanges;
import io.arewealive.kv.KvChanges.Changes;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;

/**
 * Lets remote watchers wait for changes. Each holds a thread of the connector, so only so many wait; others are answered at once, and
 * ask again. An answer is bounded in bytes too.
 */
final class LongPolls {

    /** The longest wait. */
    static final Duration LONGEST = Duration.ofSeconds(10);

    private static final String NAME = "waitMillis";
    private static final int WAITERS = 64;
    private static final long BYTES = 2L * 1024 * 1024;

    private final KeyValue pairs;
    private final Semaphore room = new Semaphore(WAITERS);

    LongPolls(KeyValue pairs) {
        this.pairs = pairs;
    }

    static Parameter parameter() {
        return Parameter.number(
                NAME,
                "milliseconds",
                "How long to wait for the first change, 0 to " + LONGEST.toMillis() + "; shorter if " + WAITERS
                        + " wait already.");
    }

    static Duration read(Arguments arguments) {
        long millis = arguments.number(NAME);
        if (millis < 0 || millis > LONGEST.toMillis()) {
            throw new IllegalArgumentException(NAME + " " + millis + " must lie between 0 and " + LONGEST.toMillis());
        }
        return Duration.ofMillis(millis);
    }

    KvChanges changes(String prefix, long revision, int limit, Duration wait) {
        boolean waits = !wait.isZero() && room.tryAcquire();
        try {
            return cut(pairs.changes(prefix, revision, limit, waits ? wait : Duration.ZERO));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for changes", e);
        } finally {
            if (waits) {
                room.release();
            }
        }
    }

    /** The first changes, as many as fit; at least one, which is no larger than a value may be. */
    private static KvChanges cut(KvChanges answer) {
        if (!(answer instanceof Changes some)) {
            return answer;
        }
        List<KvChange> all = some.changes();
        long bytes = 0;
        for (int i = 0; i < all.size(); i++) {
            bytes += all.get(i).value().map(value -> value.size()).orElse(0);
            if (i > 0 && bytes > BYTES) {
                return new Changes(all.get(i - 1).revision(), all.subList(0, i));
            }
        }
        return answer;
    }
}
