package io.arewealive.core.publish;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.arewealive.kv.KvChange;
import io.arewealive.kv.KvChanges;
import io.arewealive.kv.KvListener;
import io.arewealive.kv.KvValue;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class KeyHistoryTest {

    private static final Duration LONG = Duration.ofSeconds(20);

    private final KeyHistory history = new KeyHistory();
    private final KeyWatches watches = new KeyWatches("n", history);

    @AfterEach
    void close() {
        watches.close();
    }

    @Test
    void it_gives_what_came_after_a_revision_and_begins_so() throws InterruptedException {
        add(1, "a/1", "b/1", "a/2", "b/2");

        assertEquals(List.of(1L, 3L), revisions(history.since("a/", 0, 10, Duration.ZERO)));
        assertEquals(List.of(3L), revisions(history.since("a/", 1, 10, Duration.ZERO)));
        var first = changes(history.since("", 0, 1, Duration.ZERO));
        assertEquals(1, first.revision(), "the next question goes on where the limit ended this one");
        assertEquals(4, history.since("x", 0, 10, Duration.ZERO).revision());
        assertEquals(9, history.since("", 9, 10, Duration.ZERO).revision(), "one ahead of this node's");
    }

    @Test
    void it_keeps_ten_thousand_changes_and_four_mebibytes() throws InterruptedException {
        for (int i = 1; i <= 12_000; i++) {
            history.add(change(i, "k", 10));
        }
        assertInstanceOf(KvChanges.Compacted.class, history.since("", 1_000, 10, Duration.ZERO));
        long floor = history.floor();
        assertTrue(floor >= 2_000 && floor <= 2_002, () -> floor + "");
        assertEquals(
                12_000 - floor,
                changes(history.since("", floor, 20_000, Duration.ZERO))
                        .changes()
                        .size());

        for (int i = 12_001; i <= 12_010; i++) {
            history.add(change(i, "k", KvValue.MAX_BYTES));
        }
        assertTrue(history.floor() >= 12_006, () -> history.floor() + "");
        history.add(change(12_011, "k", KvValue.MAX_BYTES));
        assertEquals(List.of(12_011L), revisions(history.since("", 12_010, 10, Duration.ZERO)));
    }

    @Test
    void after_a_snapshot_what_came_before_is_not_known() throws InterruptedException {
        add(1, "a", "b", "c");
        history.restored(10);
        var gone = assertInstanceOf(KvChanges.Compacted.class, history.since("", 3, 10, Duration.ZERO));
        assertEquals(10, gone.revision());
        assertEquals(10, gone.floor());
        add(11, "d");
        assertEquals(List.of(11L), revisions(history.since("", 10, 10, Duration.ZERO)));
    }

    @Test
    void whoever_waits_is_woken_by_the_first_change_that_fits() throws Exception {
        var waiting = CompletableFuture.supplyAsync(() -> {
            try {
                return history.since("b", 0, 10, LONG);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        add(1, "a", "a");
        history.add(change(3, "b", 1));
        assertEquals(List.of(3L), revisions(waiting.get(20, TimeUnit.SECONDS)));
    }

    @Test
    void a_watch_tells_all_in_order_and_goes_on_from_its_revision() {
        add(1, "a", "b", "a");
        var told = new Told();
        var watch = watches.begin("a", 0, told);
        add(4, "a");
        await(() -> told.revisions.equals(List.of(1L, 3L, 4L)) && watch.revision() == 4);
        watch.close();
        add(5, "a", "a");

        var again = new Told();
        watches.begin("a", watch.revision(), again);
        await(() -> again.revisions.equals(List.of(5L, 6L)));
        assertEquals(List.of(1L, 3L, 4L), told.revisions, "a closed watch hears no more");
    }

    @Test
    void a_listener_that_is_too_slow_is_told_what_it_lost_and_goes_on() throws Exception {
        var entered = new CountDownLatch(1);
        var release = new CountDownLatch(1);
        var told = new Told() {
            @Override
            public void changed(KvChange change) {
                super.changed(change);
                entered.countDown();
                hold(release);
            }
        };
        add(1, "a");
        watches.begin("", 0, told);
        assertTrue(entered.await(20, TimeUnit.SECONDS));
        for (int i = 2; i <= 30_000; i++) {
            history.add(change(i, "a", 1));
        }
        release.countDown();
        await(() -> told.lost.size() == 1);
        assertEquals("1 to 30000", told.lost.get(0));
        add(30_001, "a");
        await(() -> told.revisions.equals(List.of(1L, 30_001L)));
    }

    @Test
    void a_listener_that_fails_is_told_the_next_change_all_the_same() {
        var told = new Told() {
            @Override
            public void changed(KvChange change) {
                super.changed(change);
                throw new IllegalStateException("as planned");
            }
        };
        watches.begin("", 0, told);
        add(1, "a", "a");
        await(() -> told.revisions.equals(List.of(1L, 2L)));
    }

    @Test
    void watches_end_with_the_node() {
        watches.begin("", 0, new Told());
        watches.close();
        assertThrows(IllegalStateException.class, () -> watches.begin("", 0, new Told()));
        await(() -> Thread.getAllStackTraces().keySet().stream()
                .noneMatch(thread -> thread.getName().equals("awa-watch-n")));
    }

    private static void hold(CountDownLatch latch) {
        try {
            assertTrue(latch.await(20, TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void add(long first, String... keys) {
        long revision = first;
        for (String key : keys) {
            history.add(change(revision++, key, 1));
        }
    }

    private static KvChange change(long revision, String key, int bytes) {
        return new KvChange(
                revision,
                key,
                Optional.of(KvValue.of(new byte[bytes])),
                0,
                KvChange.Cause.SET,
                "operator:test",
                Instant.EPOCH);
    }

    private static KvChanges.Changes changes(KvChanges answer) {
        return assertInstanceOf(KvChanges.Changes.class, answer);
    }

    private static List<Long> revisions(KvChanges answer) {
        return changes(answer).changes().stream().map(KvChange::revision).toList();
    }

    private static void await(java.util.concurrent.Callable<Boolean> condition) {
        Awaitility.await().atMost(LONG).until(condition);
    }

    private static class Told implements KvListener {

        final List<Long> revisions = new CopyOnWriteArrayList<>();
        final List<String> lost = new CopyOnWriteArrayList<>();

        @Override
        public void changed(KvChange change) {
            revisions.add(change.revision());
        }

        @Override
        public void lost(long after, long resumed) {
            lost.add(after + " to " + resumed);
        }
    }
}
