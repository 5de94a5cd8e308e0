package io.arewealive.core.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.arewealive.event.Event;
import io.arewealive.event.EventStream;
import io.arewealive.node.ChangeHash;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The store of a node without a database. */
class NoStoreTest {

    private final NoStore store = new NoStore(5);
    private final Rows rows = new Rows(1, 10);

    @Test
    void a_place_that_is_left_out_has_no_database() {
        assertInstanceOf(NoStore.class, TableStores.at(new StorePlace.LeftOut()));
    }

    @Test
    void it_opens_empty() {
        assertEquals(new StoreState.Sound(0, 0, ChangeHash.EMPTY), store.open());
    }

    @Test
    void it_keeps_the_newest_events_and_no_more() {
        store.write(rows.next(3, 8, 0));

        assertEquals(List.of(4L, 5L, 6L, 7L, 8L), numbers(EventStream.LOCAL, 0, 100));
        assertEquals(List.of(7L, 8L), numbers(EventStream.LOCAL, 6, 100));
        assertEquals(List.of(4L, 5L), numbers(EventStream.LOCAL, 0, 2));
        assertEquals(8, store.lastEvent(EventStream.LOCAL));
        assertEquals(3, store.lastEvent(EventStream.CLUSTER));
    }

    @Test
    void an_event_that_comes_twice_is_kept_once() {
        var batch = rows.next(0, 3, 0);

        store.write(batch);
        store.write(batch);

        assertEquals(List.of(1L, 2L, 3L), numbers(EventStream.LOCAL, 0, 100));
    }

    @Test
    void a_rebuild_takes_the_events_of_the_image_and_keeps_the_local_ones() {
        store.write(rows.next(4, 2, 0));
        rows.next(4);

        store.rebuild(rows.image(0));

        assertEquals(List.of(4L, 5L, 6L, 7L, 8L), numbers(EventStream.CLUSTER, 0, 100));
        assertEquals(List.of(1L, 2L), numbers(EventStream.LOCAL, 0, 100));
    }

    @Test
    void events_expire_by_age_and_number_but_for_the_newest() {
        store.write(rows.next(5, 5, 0));

        store.expireEvents(Rows.START.plusSeconds(3), 2);
        assertEquals(List.of(4L, 5L), numbers(EventStream.LOCAL, 0, 100));

        store.expireEvents(Rows.START.plusSeconds(1_000), 2);
        assertEquals(List.of(5L), numbers(EventStream.CLUSTER, 0, 100));
    }

    private List<Long> numbers(EventStream stream, long after, int limit) {
        return store.events(stream, after, limit).stream().map(Event::number).toList();
    }
}
