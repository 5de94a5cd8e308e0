package io.arewealive.core.machine;

import io.arewealive.core.raft.Entry;
import io.arewealive.core.step.Effect;
import io.arewealive.log.SnapshotOutcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** When a snapshot of the own state is due: after so many entries or bytes, or because somebody wants one. Called from the loop only. */
final class SnapshotsDue {

    private static final long RETRY_NANOS = Duration.ofSeconds(30).toNanos();
    /** What an entry takes in the log beside its command, about. */
    private static final int OVERHEAD = 32;

    private static final int MOST_WAITING = 100;

    private final Knowledge known;
    private final List<Long> wanted = new ArrayList<>();
    private final List<Long> served = new ArrayList<>();
    private long index;
    private long durable;
    private long bytes;
    private boolean underWay;
    private OptionalLong retryNanos = OptionalLong.empty();

    SnapshotsDue(Knowledge known) {
        this.known = known;
    }

    /** The state begins with this snapshot, which is durable. */
    void begin(long snapshotIndex) {
        index = snapshotIndex;
        durable = snapshotIndex;
        bytes = 0;
        underWay = false;
        wanted.addAll(served);
        served.clear();
    }

    void applied(Entry entry) {
        bytes += OVERHEAD + entry.payload().length();
    }

    void wanted(long token) {
        if (wanted.size() < MOST_WAITING) {
            wanted.add(token);
        } else {
            answer(token, "too many want one already");
        }
    }

    boolean isDue() {
        if (underWay) {
            return false;
        }
        if (!wanted.isEmpty()) {
            return true;
        }
        if (retryNanos.isPresent()) {
            return retryNanos.getAsLong() - known.now.nanos() <= 0;
        }
        var period = known.setup.snapshots();
        return known.raft.applied() - index >= period.entries() || bytes >= period.bytes();
    }

    /** One is being written. */
    void begun(long atIndex) {
        underWay = true;
        retryNanos = OptionalLong.empty();
        index = atIndex;
        bytes = 0;
        served.addAll(wanted);
        wanted.clear();
    }

    /** Nothing was applied since the last one, or a newer one comes from another node. */
    void notNeeded(long applied) {
        bytes = 0;
        if (applied <= durable) {
            wanted.forEach(token -> answer(token, ""));
        } else {
            wanted.forEach(token -> answer(token, "a newer one is just being installed; ask again"));
        }
        wanted.clear();
    }

    void saved(long atIndex) {
        underWay = false;
        durable = Math.max(durable, atIndex);
        served.forEach(token -> answer(token, ""));
        served.clear();
    }

    void failed(String reason) {
        underWay = false;
        retryNanos = OptionalLong.of(known.now.nanos() + RETRY_NANOS);
        served.forEach(token -> answer(token, reason));
        served.clear();
    }

    private void answer(long token, String problem) {
        known.emit(new Effect.SnapshotDone(token, new SnapshotOutcome(durable, problem)));
    }
}
