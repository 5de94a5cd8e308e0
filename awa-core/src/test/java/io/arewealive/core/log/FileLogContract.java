package io.arewealive.core.log;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.arewealive.core.raft.Entry;
import io.arewealive.core.raft.HardState;
import io.arewealive.core.raft.Membership;
import io.arewealive.core.raft.RaftCodec;
import io.arewealive.core.raft.RaftEffect;
import io.arewealive.core.raft.Recovered;
import io.arewealive.core.raft.SnapshotMeta;
import io.arewealive.core.wire.Bytes;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the engine relies on, whatever the log is written to. */
abstract class FileLogContract {

    private static final LogOptions SMALL = new LogOptions(8 << 10, 2 << 10);

    private FileLog log;

    /** The same directory each time. */
    abstract Disk disk() throws IOException;

    @BeforeEach
    void open() throws IOException {
        log = FileLog.open(disk(), SMALL, () -> 0);
    }

    @AfterEach
    void close() throws IOException {
        log.close();
    }

    private Recovered reopened() throws IOException {
        log.close();
        open();
        return log.recovered();
    }

    @Test
    void a_new_log_is_empty() throws IOException {
        assertEquals(Recovered.nothing(), log.recovered());
        assertEquals(Recovered.nothing(), reopened());
        assertEquals(List.of(), log.notes());
    }

    @Test
    void entries_are_found_again() throws IOException {
        log.persist(append(entries(1, 3, 1)));
        log.persist(append(entries(4, 4, 2)));

        assertEquals(terms(1, 1, 1, 2), reopened().entries());
    }

    @Test
    void term_and_vote_are_found_again() throws IOException {
        HardState voted = new HardState(7, Optional.of(LogModel.B));
        log.persist(persist(Optional.of(voted), OptionalLong.empty(), List.of(), 0));
        assertEquals(voted, reopened().hardState());

        HardState later = new HardState(8, Optional.empty());
        log.persist(persist(Optional.of(later), OptionalLong.empty(), List.of(), 0));
        assertEquals(later, reopened().hardState());
    }

    @Test
    void entries_of_every_kind_are_found_again() throws IOException {
        List<Entry> entries = List.of(
                new Entry(1, 1, Entry.Kind.NOOP, Bytes.EMPTY),
                new Entry(2, 1, Entry.Kind.MEMBERSHIP, bytes(40)),
                new Entry(3, 1, Entry.Kind.COMMAND, bytes(100_000)));
        log.persist(append(entries));

        assertEquals(entries, reopened().entries());
    }

    @Test
    void a_conflicting_tail_goes_and_what_replaces_it_stays() throws IOException {
        log.persist(append(entries(1, 5, 1)));
        log.persist(persist(Optional.empty(), OptionalLong.of(2), entries(3, 4, 2), 0));

        assertEquals(terms(1, 1, 2, 2), reopened().entries());
        assertEquals(4, log.status().lastIndex());
    }

    @Test
    void a_tail_may_reach_over_many_segments_when_it_goes() throws IOException {
        for (int i = 1; i <= 60; i++) {
            log.persist(append(entries(i, i, 1)));
        }
        assertTrue(log.status().segments() > 3);
        log.persist(persist(Optional.empty(), OptionalLong.of(1), entries(2, 2, 2), 0));

        assertEquals(terms(1, 2), reopened().entries());
    }

    @Test
    void several_effects_cost_one_sync() throws IOException {
        log.persist(append(entries(1, 1, 1)));
        long before = log.status().syncs();
        HardState voted = new HardState(2, Optional.of(LogModel.A));
        log.persist(List.of(
                append(entries(2, 9, 1)),
                persist(Optional.of(voted), OptionalLong.of(5), List.of(), 3),
                append(entries(6, 7, 2))));

        assertEquals(before + 1, log.status().syncs());
        Recovered found = reopened();
        assertEquals(terms(1, 1, 1, 1, 1, 2, 2), found.entries());
        assertEquals(voted, found.hardState());
        assertEquals(3, found.commit());
    }

    @Test
    void an_effect_that_changes_nothing_costs_no_sync() throws IOException {
        log.persist(append(entries(1, 5, 1)));
        long before = log.status().syncs();
        log.persist(persist(Optional.of(HardState.INITIAL), OptionalLong.of(5), List.of(), 5));

        assertEquals(before, log.status().syncs());
        log.persist(append(entries(6, 6, 1)));
        assertEquals(5, reopened().commit());
    }

    @Test
    void the_commit_index_can_be_written_when_all_is_quiet() throws IOException {
        log.persist(append(entries(1, 5, 1)));
        log.persist(persist(Optional.empty(), OptionalLong.empty(), List.of(), 4));
        long before = log.status().syncs();
        assertTrue(log.owesCommit());

        log.writeCommit();
        log.writeCommit();

        assertEquals(before + 1, log.status().syncs());
        assertFalse(log.owesCommit());
        assertEquals(4, reopened().commit());
    }

    @Test
    void the_commit_index_never_points_behind_the_log() throws IOException {
        log.persist(persist(Optional.empty(), OptionalLong.empty(), entries(1, 2, 1), 9));

        assertEquals(2, reopened().commit());
    }

    @Test
    void a_batch_that_is_larger_than_a_segment_gets_a_large_one() throws IOException {
        log.persist(append(entries(1, 2, 1)));
        List<Entry> large = List.of(new Entry(3, 1, Entry.Kind.COMMAND, bytes(1 << 20)));
        log.persist(append(large));
        log.persist(append(entries(4, 4, 1)));

        assertEquals(large.get(0), reopened().entries().get(2));
        assertEquals(4, log.status().lastIndex());
    }

    @Test
    void many_starts_with_few_writes_between_lose_nothing() throws IOException {
        for (int i = 1; i <= 40; i++) {
            log.persist(append(entries(i, i, 1)));
            assertEquals(i, reopened().entries().size());
        }
    }

    @Test
    void a_snapshot_stands_for_the_entries_before_it() throws IOException {
        log.persist(append(entries(1, 9, 1)));
        log.saveSnapshot(meta(6, 1), bytes(300));

        Recovered found = reopened();
        assertEquals(meta(6, 1), found.snapshot());
        assertEquals(bytes(300), found.snapshotData());
        assertEquals(entries(7, 9, 1), found.entries());
        assertEquals(6, found.commit());
    }

    @Test
    void a_newer_snapshot_replaces_an_older_one_and_not_the_other_way_round() throws IOException {
        log.persist(append(entries(1, 9, 1)));
        log.saveSnapshot(meta(6, 1), bytes(300));
        log.saveSnapshot(meta(8, 1), bytes(301));
        log.saveSnapshot(meta(7, 1), bytes(302));

        assertEquals(Optional.of(meta(8, 1)), log.snapshot());
        assertEquals(bytes(301), reopened().snapshotData());
    }

    @Test
    void a_snapshot_of_the_same_index_takes_the_place_of_the_one_before() throws IOException {
        log.installSnapshot(new RaftEffect.PersistSnapshot(0, meta(1, 0), bytes(5), true));
        log.installSnapshot(new RaftEffect.PersistSnapshot(0, meta(1, 0), bytes(6), true));
        log.persist(append(entries(2, 3, 1)));

        Recovered found = reopened();
        assertEquals(bytes(6), found.snapshotData());
        assertEquals(entries(2, 3, 1), found.entries());
    }

    @Test
    void a_snapshot_is_read_in_parts() throws IOException {
        Bytes data = bytes(200_000);
        log.persist(append(entries(1, 9, 1)));
        log.saveSnapshot(meta(6, 1), data);

        byte[] read = new byte[data.length()];
        for (int at = 0; at < read.length; ) {
            SnapshotChunk chunk = log.readSnapshot(meta(6, 1), at, 7777).orElseThrow();
            assertEquals(data.length(), chunk.totalBytes());
            System.arraycopy(chunk.data().array(), 0, read, at, chunk.data().length());
            at += chunk.data().length();
        }
        assertArrayEquals(data.array(), read);
        assertEquals(
                0,
                log.readSnapshot(meta(6, 1), read.length, 10)
                        .orElseThrow()
                        .data()
                        .length());
        assertEquals(
                200_000,
                log.readSnapshot(meta(6, 1), 0, Integer.MAX_VALUE)
                        .orElseThrow()
                        .data()
                        .length());
    }

    @Test
    void a_snapshot_that_was_replaced_cannot_be_read() {
        log.persist(append(entries(1, 9, 1)));
        assertEquals(Optional.empty(), log.readSnapshot(meta(6, 1), 0, 10));
        log.saveSnapshot(meta(6, 1), bytes(10));
        log.saveSnapshot(meta(8, 1), bytes(10));

        assertEquals(Optional.empty(), log.readSnapshot(meta(6, 1), 0, 10));
    }

    @Test
    void an_empty_snapshot_is_one_too() throws IOException {
        log.persist(append(entries(1, 9, 1)));
        log.saveSnapshot(meta(6, 1), Bytes.EMPTY);

        assertEquals(meta(6, 1), reopened().snapshot());
        assertEquals(0, log.readSnapshot(meta(6, 1), 0, 10).orElseThrow().totalBytes());
    }

    @Test
    void an_installed_snapshot_ahead_of_the_log_voids_it() throws IOException {
        log.persist(append(entries(1, 9, 1)));
        log.installSnapshot(install(20, 3, true));
        assertEquals(20, log.status().lastIndex());
        log.persist(append(entries(21, 22, 3)));

        Recovered found = reopened();
        assertEquals(meta(20, 3), found.snapshot());
        assertEquals(entries(21, 22, 3), found.entries());
    }

    @Test
    void an_installed_snapshot_that_conflicts_takes_the_tail_with_it() throws IOException {
        log.persist(append(entries(1, 30, 1)));
        log.installSnapshot(install(20, 3, true));

        assertEquals(List.of(), reopened().entries());
        assertEquals(20, log.status().lastIndex());
    }

    @Test
    void an_installed_snapshot_that_the_log_leads_up_to_leaves_the_tail() throws IOException {
        log.persist(append(entries(1, 30, 1)));
        log.installSnapshot(install(20, 1, false));

        assertEquals(entries(21, 30, 1), reopened().entries());
    }

    @Test
    void an_older_snapshot_that_arrives_late_changes_nothing() throws IOException {
        log.persist(append(entries(1, 30, 1)));
        log.saveSnapshot(meta(25, 1), bytes(5));
        log.installSnapshot(install(20, 1, true));

        assertEquals(entries(26, 30, 1), reopened().entries());
    }

    @Test
    void segments_go_when_a_snapshot_stands_for_them() throws IOException {
        HardState voted = new HardState(4, Optional.of(LogModel.A));
        log.persist(persist(Optional.of(voted), OptionalLong.empty(), List.of(), 0));
        for (int i = 1; i <= 60; i++) {
            log.persist(append(entries(i, i, 4)));
        }
        int before = log.status().segments();
        log.saveSnapshot(meta(50, 4), bytes(5));
        log.trim(50);

        assertTrue(log.status().segments() < before);
        Recovered found = reopened();
        assertEquals(voted, found.hardState());
        assertEquals(entries(51, 60, 4), found.entries());
        log.persist(append(entries(61, 61, 4)));
        assertEquals(61, log.status().lastIndex());
    }

    @Test
    void no_segment_goes_that_no_snapshot_stands_for() throws IOException {
        for (int i = 1; i <= 60; i++) {
            log.persist(append(entries(i, i, 1)));
        }
        int before = log.status().segments();
        log.trim(60);
        assertEquals(before, log.status().segments());

        log.saveSnapshot(meta(20, 1), bytes(5));
        log.trim(60);

        assertEquals(entries(21, 60, 1), reopened().entries());
    }

    @Test
    void a_log_goes_on_after_it_was_trimmed_to_its_end() throws IOException {
        for (int i = 1; i <= 60; i++) {
            log.persist(append(entries(i, i, 1)));
        }
        log.saveSnapshot(meta(60, 1), bytes(5));
        log.trim(60);
        assertEquals(List.of(), reopened().entries());
        log.persist(append(entries(61, 61, 1)));

        assertEquals(entries(61, 61, 1), reopened().entries());
    }

    @Test
    void an_interrupt_of_the_thread_disturbs_nothing() throws IOException {
        Thread.currentThread().interrupt();
        for (int i = 1; i <= 100; i++) {
            log.persist(append(entries(i, i, 1)));
        }
        log.saveSnapshot(meta(50, 1), bytes(5));
        log.trim(50);
        Recovered found = reopened();

        assertTrue(Thread.interrupted());
        assertEquals(entries(51, 100, 1), found.entries());
    }

    @Test
    void what_does_not_fit_the_log_is_refused_and_nothing_of_it_written() throws IOException {
        log.persist(append(entries(1, 5, 1)));
        log.saveSnapshot(meta(3, 1), bytes(5));

        assertThrows(IllegalArgumentException.class, () -> log.persist(append(entries(7, 7, 1))));
        assertThrows(IllegalArgumentException.class, () -> log.persist(append(entries(5, 6, 1))));
        assertThrows(
                IllegalArgumentException.class,
                () -> log.persist(persist(Optional.empty(), OptionalLong.of(2), List.of(), 0)));
        Entry large = new Entry(6, 1, Entry.Kind.COMMAND, bytes(RaftCodec.MAX_PAYLOAD + 1));
        assertThrows(IllegalArgumentException.class, () -> log.persist(append(List.of(large))));

        log.persist(append(entries(6, 6, 1)));
        assertEquals(entries(4, 6, 1), reopened().entries());
    }

    @Test
    void a_closed_log_takes_nothing() throws IOException {
        log.close();

        assertThrows(LogFailedException.class, () -> log.persist(append(entries(1, 1, 1))));
    }

    @Test
    void the_figures_tell_bytes_and_snapshot() {
        log.persist(append(entries(1, 3, 1)));
        log.saveSnapshot(meta(2, 1), bytes(1000));

        LogStatus status = log.status();
        assertEquals((2 << 10) + 4096 + 4 + 1000, status.bytes());
        assertEquals(3, status.lastIndex());
        assertEquals(2, status.snapshotIndex());
        assertEquals(Optional.empty(), status.failure());
    }

    static RaftEffect.Persist append(List<Entry> entries) {
        return persist(Optional.empty(), OptionalLong.empty(), entries, 0);
    }

    static RaftEffect.Persist persist(Optional<HardState> state, OptionalLong after, List<Entry> entries, long commit) {
        return new RaftEffect.Persist(0, state, after, entries, commit);
    }

    static List<Entry> entries(long from, long to, long term) {
        return LongStream.rangeClosed(from, to)
                .mapToObj(index -> new Entry(index, term, Entry.Kind.COMMAND, bytes((int) (index * 7 % 600))))
                .toList();
    }

    private static List<Entry> terms(long... terms) {
        List<Entry> entries = new ArrayList<>();
        for (long term : terms) {
            entries.addAll(entries(entries.size() + 1, entries.size() + 1, term));
        }
        return entries;
    }

    static SnapshotMeta meta(long index, long term) {
        return new SnapshotMeta(index, term, Membership.of(Set.of(LogModel.A, LogModel.B)));
    }

    private static RaftEffect.PersistSnapshot install(long index, long term, boolean dropWholeLog) {
        return new RaftEffect.PersistSnapshot(0, meta(index, term), bytes(99), dropWholeLog);
    }

    static Bytes bytes(int length) {
        byte[] bytes = new byte[length];
        new SplittableRandom(length).nextBytes(bytes);
        return Bytes.owning(bytes);
    }
}
