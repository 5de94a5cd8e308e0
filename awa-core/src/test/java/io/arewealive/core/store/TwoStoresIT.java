package io.arewealive.core.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.arewealive.event.EventStream;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hsqldb.DatabaseManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several stores in one JVM, and what is left of them. */
class TwoStoresIT {

    @TempDir
    Path temp;

    @Test
    void two_stores_in_one_jvm_know_nothing_of_each_other() {
        try (TableStore one = TableStores.at(new StorePlace.Files(temp.resolve("one")));
                TableStore two = TableStores.at(new StorePlace.Files(temp.resolve("two")))) {
            var rowsOfOne = new Rows(1, 10);
            var rowsOfTwo = new Rows(2, 10);
            one.open();
            two.open();

            one.write(rowsOfOne.next(30, 1, 0));
            two.write(rowsOfTwo.next(50, 2, 0));

            assertEquals(rowsOfOne.sound(), one.open());
            assertEquals(rowsOfTwo.sound(), two.open());
            assertEquals(1, one.lastEvent(EventStream.LOCAL));
        }
    }

    @Test
    void a_closed_store_leaves_no_thread_and_no_database_open() {
        Set<String> before = threads();
        for (StorePlace place :
                new StorePlace[] {new StorePlace.Files(temp.resolve("left")), new StorePlace.Memory()}) {
            try (TableStore store = TableStores.at(place)) {
                var rows = new Rows(1, 10);
                store.open();
                store.write(rows.next(5));
                store.rebuild(rows.image(0));
            }
        }

        Set<String> left = threads();
        left.removeAll(before);
        assertEquals(Set.of(), left);
        assertTrue(Stream.of(DatabaseManager.getDatabaseURIs().toArray())
                .noneMatch(uri -> uri.toString().contains(temp.toString())));
    }

    private static Set<String> threads() {
        return Thread.getAllStackTraces().keySet().stream().map(Thread::getName).collect(Collectors.toSet());
    }
}
