package io.arewealive.core.machine;

import io.arewealive.core.step.Effect;
import io.arewealive.core.step.Input;
import io.arewealive.core.step.StoreBatch;
import io.arewealive.core.step.StoreImage;
import io.arewealive.event.Event;
import io.arewealive.event.EventType;
import io.arewealive.node.ChangeHash;
import io.arewealive.node.NodeChange;
import io.arewealive.status.Severity;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Keeps the database behind the log: one batch on its way at a time, the next one made of whatever came meanwhile. To write costs more
 * than all else that an edit does, so a batch waits a moment for more, and whoever waits for the edit goes first. It remembers only
 * how far the database is; what is missing there is taken from the state, and if it is gone from the state too the database is filled
 * anew. While a node that has just come or come back catches up with the others, the database waits, for 10 s at most: it would
 * take half of the processors from that, and be filled with what is old a moment later. Called from the loop only.
 */
final class StoreFeed {

    private static final int ALL = Integer.MAX_VALUE;
    private static final long GATHER_NANOS = Duration.ofMillis(100).toNanos();
    private static final long RETRY_NANOS = Duration.ofSeconds(2).toNanos();
    private static final long COMING_NANOS = Duration.ofSeconds(10).toNanos();

    private final Knowledge known;
    private Optional<Input.Stored> stored = Optional.empty();
    private long storedClusterEvent;
    private long storedLocalEvent;
    private boolean opened;
    private boolean busy;
    private boolean rebuild;
    private boolean startsOver;
    private final long comingUntilNanos;
    private long retryAtNanos;
    private long gatherUntilNanos;
    private boolean gathering;
    private Optional<String> trouble = Optional.empty();

    StoreFeed(Knowledge known) {
        this.known = known;
        this.retryAtNanos = known.now.nanos();
        this.comingUntilNanos = known.now.nanos() + COMING_NANOS;
    }

    /** What is wrong with the database, if anything. */
    Optional<String> trouble() {
        return trouble;
    }

    /** The log index up to which the database holds everything; 0 while it is not known. */
    long durableIndex() {
        return opened && !busy && !rebuild && isPrefix() && !isBehind() ? known.raft.applied() : storedIndex();
    }

    private long storedIndex() {
        return stored.map(Input.Stored::lastApplied).orElse(0L);
    }

    /** Another epoch has begun: what the database holds may never have been in it. */
    void startOver() {
        startsOver = busy;
        gathering = false;
        stored = Optional.empty();
        storedClusterEvent = 0;
        rebuild = opened;
    }

    void opened(Input.StoreOpened input) {
        opened = true;
        if (input.stored().isEmpty()) {
            rebuild = true;
            known.local.happened(
                    EventType.DEGRADED,
                    Severity.WARNING,
                    "store",
                    "the database is damaged and is filled anew from the log: " + input.problem(),
                    Map.of("problem", input.problem()));
            return;
        }
        stored = input.stored();
        storedClusterEvent = input.clusterEvent();
    }

    void written(Input.StoreWritten input) {
        busy = false;
        if (startsOver) {
            startsOver = false;
            return; // it was a batch of the former epoch
        }
        stored = Optional.of(input.stored());
        storedClusterEvent = Math.max(storedClusterEvent, input.clusterEvent());
        storedLocalEvent = Math.max(storedLocalEvent, input.localEvent());
        if (trouble.isPresent()) {
            trouble = Optional.empty();
            known.local.happened(
                    EventType.DEGRADED, Severity.INFO, "store", "the database works again", Map.of("over", "true"));
        }
    }

    void failed(String reason, boolean wantsRebuild) {
        busy = false;
        startsOver = false;
        rebuild |= wantsRebuild;
        retryAtNanos = known.now.nanos() + RETRY_NANOS;
        if (trouble.isEmpty()) {
            known.local.happened(
                    EventType.DEGRADED,
                    Severity.WARNING,
                    "store",
                    "the database cannot be written, everything else goes on: " + reason,
                    Map.of("problem", reason));
        }
        trouble = Optional.of(reason);
    }

    /** Sends what is missing, if the database can take it. */
    void tick() {
        if (!opened || busy || retryAtNanos - known.now.nanos() > 0 || !known.inCluster || isComing()) {
            return;
        }
        if (rebuild || !isPrefix()) {
            rebuildAll();
        } else if (!isBehind()) {
            gathering = false;
        } else if (hasGathered()) {
            gathering = false;
            sendBatch();
        }
    }

    private boolean isComing() {
        return !known.caughtUp && !known.leaving && comingUntilNanos - known.now.nanos() > 0;
    }

    private boolean hasGathered() {
        if (!gathering) {
            gathering = true;
            gatherUntilNanos = known.now.nanos() + GATHER_NANOS;
        }
        return known.leaving || gatherUntilNanos - known.now.nanos() <= 0;
    }

    private boolean isBehind() {
        return known.state.events().last() > storedClusterEvent
                || stored.map(Input.Stored::version).orElse(0L)
                        < known.state.table().version()
                || known.local.last() > storedLocalEvent;
    }

    /** Whether the database holds a prefix of the state's change list that can be continued. */
    private boolean isPrefix() {
        long version = stored.map(Input.Stored::version).orElse(0L);
        ChangeHash hash = stored.map(Input.Stored::hash).orElse(ChangeHash.EMPTY);
        var table = known.state.table().view();
        if (version > table.version()) {
            return known.raft.applied() < storedIndex();
        }
        if (version == table.version()) {
            return hash.equals(table.hash());
        }
        if (version < table.changes().floor()) {
            return false;
        }
        List<NodeChange> next = table.changes().since(version, 1);
        return next.get(0).previousHash().equals(hash);
    }

    private void sendBatch() {
        var table = known.state.table().view();
        long version = stored.map(Input.Stored::version).orElse(0L);
        if (version > table.version()) {
            return;
        }
        List<Event> events = new ArrayList<>(known.state.events().after(storedClusterEvent));
        events.addAll(known.local.after(storedLocalEvent));
        var batch = new StoreBatch(
                known.raft.applied(),
                table.version(),
                table.hash(),
                table.changes().floor(),
                table.changes().since(version, ALL),
                events);
        busy = true;
        known.emit(new Effect.Store(batch, known.state.events().last(), known.local.last()));
    }

    private void rebuildAll() {
        var table = known.state.table().view();
        var image = new StoreImage(
                known.raft.applied(),
                table.version(),
                table.hash(),
                table.changes().floor(),
                table.nodes(),
                table.changes().since(table.changes().floor(), ALL),
                known.state.events().after(0));
        busy = true;
        gathering = false;
        rebuild = false;
        known.emit(new Effect.RebuildStore(image, known.state.events().last()));
    }

    /** The state was replaced by a snapshot: the database may have to follow by being filled anew. */
    void restored() {
        rebuild = opened && !isPrefix();
    }

    long deadlineNanos() {
        if (isComing()) {
            return comingUntilNanos;
        }
        if (trouble.isPresent()) {
            return retryAtNanos;
        }
        return gathering && !busy ? gatherUntilNanos : Long.MAX_VALUE;
    }
}
