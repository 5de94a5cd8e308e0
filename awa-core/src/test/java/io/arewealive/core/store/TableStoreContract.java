package io.arewealive.core.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.arewealive.core.step.StoreBatch;
import io.arewealive.event.Event;
import io.arewealive.event.EventStream;
import io.arewealive.node.ChangeHash;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What every store with a database does, wherever the database lives. */
abstract class TableStoreContract {

    private TableStore store;
    final Rows rows = new Rows(1, 40);

    /** A store on the same place as before. */
    abstract TableStore store();

    /** Whether the rows are there after a close. */
    abstract boolean lasting();

    /** How many rows a table has, by plain SQL; the store is closed. */
    abstract long count(String table) throws Exception;

    TableStore open() {
        store = store();
        assertEquals(new StoreState.Sound(0, 0, ChangeHash.EMPTY), store.open());
        return store;
    }

    @AfterEach
    void close() {
        if (store != null) {
            store.close();
        }
    }

    /** Opens anew where rows last, else looks again at what is open. */
    StoreState reopened() {
        if (lasting()) {
            store.close();
            store = store();
            return store.open();
        }
        return new StoreState.Sound(rows.version() * 10, rows.version(), rows.hash);
    }

    @Test
    void an_empty_database_is_sound_at_index_zero() {
        open();

        assertEquals(0, store.lastEvent(EventStream.LOCAL));
        assertEquals(List.of(), store.events(EventStream.CLUSTER, 0, 10));
    }

    @Test
    void what_was_written_is_there_after_opening_again() {
        open();
        for (int i = 0; i < 20; i++) {
            store.write(rows.next(17, 2, 0));
        }

        assertEquals(rows.sound(), reopened());
        assertEquals(rows.clusterEvents, store.events(EventStream.CLUSTER, 0, 10_000));
        assertEquals(rows.localEvents.subList(5, 8), store.events(EventStream.LOCAL, 5, 3));
        assertEquals(40, store.lastEvent(EventStream.LOCAL));
    }

    @Test
    void a_batch_of_more_rows_than_a_page_is_one_transaction() {
        open();
        store.write(rows.next(2_500));

        assertEquals(rows.sound(), reopened());
        assertEquals(2_500, store.lastEvent(EventStream.CLUSTER));
    }

    @Test
    void a_batch_that_was_written_before_changes_nothing() {
        open();
        StoreBatch first = rows.next(10, 1, 0);
        StoreBatch second = rows.next(10, 1, 0);
        store.write(first);
        store.write(second);

        store.write(first);
        store.write(second);

        assertEquals(rows.sound(), reopened());
        assertEquals(20, store.lastEvent(EventStream.CLUSTER));
    }

    @Test
    void a_batch_whose_first_part_was_written_before_adds_the_rest() {
        open();
        StoreBatch first = rows.next(10, 1, 0);
        StoreBatch second = rows.next(10, 1, 0);
        store.write(first);

        store.write(new StoreBatch(
                second.lastApplied(),
                second.version(),
                second.hash(),
                0,
                rows.changes,
                java.util.stream.Stream.concat(first.events().stream(), second.events().stream())
                        .toList()));

        assertEquals(rows.sound(), reopened());
        assertEquals(rows.clusterEvents, store.events(EventStream.CLUSTER, 0, 100));
    }

    @Test
    void a_batch_of_local_events_alone_keeps_the_index() {
        open();
        store.write(rows.next(5));
        store.write(rows.next(0, 3, 0));

        assertEquals(rows.sound(), reopened());
        assertEquals(3, store.lastEvent(EventStream.LOCAL));
    }

    @Test
    void a_batch_with_a_gap_is_refused_and_nothing_of_it_is_written() {
        open();
        store.write(rows.next(5));
        StoreBatch missing = rows.next(5);
        StoreBatch late = rows.next(5, 1, 0);

        var refused = assertThrows(StoreException.class, () -> store.write(late));

        assertTrue(refused.wantsRebuild());
        assertEquals(0, store.lastEvent(EventStream.LOCAL));
        store.write(missing);
        store.write(late);
        assertEquals(rows.sound(), reopened());
    }

    @Test
    void a_batch_that_says_another_hash_than_its_changes_is_refused() {
        open();
        StoreBatch batch = rows.next(5);

        assertThrows(
                StoreException.class,
                () -> store.write(new StoreBatch(50, 5, new ChangeHash(1, 2), 0, batch.changes(), List.of())));

        store.write(batch);
        assertEquals(rows.sound(), reopened());
    }

    @Test
    void changes_up_to_the_floor_go_in_portions() throws Exception {
        open();
        for (int i = 0; i < 12; i++) {
            store.write(rows.next(1_000));
        }
        store.write(rows.next(1, 0, 11_000));
        store.write(rows.next(1, 0, 11_000));
        assertEquals(rows.sound(), reopened());
        store.write(rows.next(1, 0, 11_000));

        assertEquals(rows.sound(), reopened());
        if (lasting()) {
            store.close();
            assertEquals(1_003, count("nodes_changes"));
        }
    }

    @Test
    void a_rebuild_holds_the_image_and_keeps_local_events() {
        open();
        store.write(rows.next(10, 7, 0));
        rows.next(3_000);

        store.rebuild(rows.image(500));

        assertEquals(rows.clusterEvents, store.events(EventStream.CLUSTER, 0, 10_000));
        assertEquals(rows.localEvents, store.events(EventStream.LOCAL, 0, 100));
        store.write(rows.next(10, 1, 600));
        assertEquals(rows.sound(), reopened());
        assertEquals(8, store.lastEvent(EventStream.LOCAL));
    }

    @Test
    void a_rebuild_without_kept_changes_goes_on_from_its_hash() {
        open();
        rows.next(300);
        store.rebuild(rows.image(300));

        store.write(rows.next(10, 1, 300));

        assertEquals(rows.sound(), reopened());
    }

    @Test
    void events_beyond_the_number_kept_go_and_the_newest_stay() {
        open();
        store.write(rows.next(2_300, 50, 0));

        store.expireEvents(Rows.START, 100);

        assertEquals(rows.clusterEvents.subList(2_200, 2_300), store.events(EventStream.CLUSTER, 0, 1_000));
        assertEquals(50, store.events(EventStream.LOCAL, 0, 1_000).size());
        assertEquals(rows.sound(), reopened());
    }

    @Test
    void events_older_than_the_time_go_but_for_the_newest() {
        open();
        store.write(rows.next(30, 50, 0));

        store.expireEvents(Rows.START.plusSeconds(41), 1_000);

        assertEquals(
                List.of(30L),
                store.events(EventStream.CLUSTER, 0, 10).stream()
                        .map(Event::number)
                        .toList());
        assertEquals(rows.localEvents.subList(40, 50), store.events(EventStream.LOCAL, 0, 100));
        assertEquals(rows.sound(), reopened());
        assertEquals(30, store.lastEvent(EventStream.CLUSTER));
    }

    @Test
    void a_closed_store_says_so_and_closes_again() {
        open();
        store.close();
        store.close();

        var refused = assertThrows(StoreException.class, () -> store.lastEvent(EventStream.LOCAL));
        assertInstanceOf(StoreException.class, refused);
        assertTrue(String.valueOf(refused.getMessage()).contains("closed"));
    }
}
