package io.arewealive.core.store;

import java.util.Map;

/** What a test asks of the store inside another class loader; it can hand over nothing but texts. */
public final class StoreProbe {

    private StoreProbe() {}

    /** Makes the store for a place, writes to it and says what it is. */
    public static String run(String what) {
        if (what.equals("scan")) {
            return Jpa.scan();
        }
        StorePlace place =
                what.equals("memory") ? new StorePlace.Memory() : new StorePlace.Files(java.nio.file.Path.of(what));
        try (TableStore store = TableStores.at(place)) {
            var rows = new Rows(1, 10);
            store.open();
            store.write(rows.next(20, 3, 0));
            return store.getClass().getSimpleName() + " " + store.lastEvent(io.arewealive.event.EventStream.LOCAL);
        }
    }

    /** Apart, so that the probe itself needs no JPA. */
    private static final class Jpa {
        static String scan() {
            try {
                return String.valueOf(new org.eclipse.persistence.jpa.PersistenceProvider()
                        .createEntityManagerFactory("any", Map.of()));
            } catch (RuntimeException e) {
                return "failed: " + e.getMessage();
            }
        }
    }
}
