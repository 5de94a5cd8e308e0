package io.arewealive.core.publish;

import io.arewealive.kv.KvChange;
import io.arewealive.kv.KvChanges;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The newest changes of keys, for those who watch: at most 10,000, with at most 4 MiB of values, without a gap. Written by the loop, read
 * by any thread.
 */
public final class KeyHistory {

    private static final int MOST = 10_000;
    private static final long MAX_BYTES = 4 << 20;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final @Nullable KvChange[] ring = new KvChange[MOST];
    private long floor;
    private long last;
    private long bytes;
    private int waiting;
    private boolean closed;

    /** A key changed. */
    public void add(KvChange change) {
        lock.lock();
        try {
            if (change.revision() != last + 1) {
                forgetUpTo(last);
                floor = change.revision() - 1;
            }
            last = change.revision();
            ring[place(last)] = change;
            bytes += size(change);
            while (last - floor > MOST - 1 || (bytes > MAX_BYTES && last - floor > 1)) {
                forgetUpTo(floor + 1);
            }
            wake();
        } finally {
            lock.unlock();
        }
    }

    /** The keys came out of a snapshot: what changed before is not known here. */
    public void restored(long revision) {
        lock.lock();
        try {
            forgetUpTo(last);
            floor = revision;
            last = revision;
            wake();
        } finally {
            lock.unlock();
        }
    }

    private void forgetUpTo(long revision) {
        for (long each = floor + 1; each <= revision; each++) {
            KvChange gone = ring[place(each)];
            bytes -= gone == null ? 0 : size(gone);
            ring[place(each)] = null;
        }
        floor = Math.max(floor, revision);
    }

    private static int place(long revision) {
        return (int) (revision % MOST);
    }

    private static int size(KvChange change) {
        return change.value().map(value -> value.size()).orElse(0);
    }

    private void wake() {
        if (waiting > 0) {
            changed.signalAll();
        }
    }

    /** The oldest revision that can be asked from. */
    public long floor() {
        lock.lock();
        try {
            return floor;
        } finally {
            lock.unlock();
        }
    }

    /** The changes after a revision of keys that begin so; waits for the first one, at most for this time. */
    public KvChanges since(String prefix, long revision, int limit, Duration wait) throws InterruptedException {
        long left = wait.toNanos();
        long from = revision;
        lock.lock();
        try {
            while (true) {
                if (from < floor) {
                    return new KvChanges.Compacted(last, floor);
                }
                KvChanges.Changes found = collect(prefix, from, limit);
                if (!found.changes().isEmpty() || left <= 0 || closed) {
                    return found;
                }
                from = found.revision();
                waiting++;
                try {
                    left = changed.awaitNanos(left);
                } finally {
                    waiting--;
                }
            }
        } finally {
            lock.unlock();
        }
    }

    private KvChanges.Changes collect(String prefix, long revision, int limit) {
        List<KvChange> found = new ArrayList<>();
        long at = revision;
        while (at < last && found.size() < limit) {
            KvChange change = ring[place(++at)];
            if (change != null && change.key().startsWith(prefix)) {
                found.add(change);
            }
        }
        return new KvChanges.Changes(at, found);
    }

    /** Sends all who wait away. */
    public void close() {
        lock.lock();
        try {
            closed = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
