package io.arewealive.jmx.bean;

import io.arewealive.kv.KeyValue;
import io.arewealive.kv.KvChange;
import io.arewealive.kv.KvChanges;
import io.arewealive.kv.KvChanges.Changes;
import java.time.Duration;
import java.util.List;

/**
 * Lets remote watchers wait for changes. An answer is bounded in bytes.
 */
final class LongPolls {

    private static final long BYTES = 2L * 1024 * 1024;

    private final KeyValue pairs;
    private final WaitingRoom room = new WaitingRoom();

    LongPolls(KeyValue pairs) {
        this.pairs = pairs;
    }

    KvChanges changes(String prefix, long revision, int limit, Duration wait) {
        boolean waits = room.enter(wait);
        try {
            return cut(pairs.changes(prefix, revision, limit, waits ? wait : Duration.ZERO));
        } catch (InterruptedException e) {
            throw WaitingRoom.interrupted("change", e);
        } finally {
            if (waits) {
                room.leave();
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
