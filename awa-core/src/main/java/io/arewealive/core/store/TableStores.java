package io.arewealive.core.store;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes the store that a place and the class path allow. Nothing of JPA is loaded before both are known. */
public final class TableStores {

    /** How long a check may stand still before the database counts as damaged. */
    static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final Logger log = LoggerFactory.getLogger(TableStores.class);
    private static final String ENTITY_MANAGER = "jakarta.persistence.EntityManager";
    private static final String ECLIPSELINK = "org.eclipse.persistence.jpa.PersistenceProvider";
    private static final String HSQLDB = "org.hsqldb.jdbc.JDBCDataSource";

    private TableStores() {}

    /**
     * The store for this place, not yet opened; a {@link NoStore} if the place is {@link StorePlace.LeftOut} or a library it needs
     * is not on the class path, which is logged.
     */
    public static TableStore at(StorePlace place) {
        if (place instanceof StorePlace.LeftOut) {
            return new NoStore();
        }
        Optional<String> missing =
                needed(place).stream().filter(name -> !isPresent(name)).findFirst();
        if (missing.isPresent()) {
            log.info(
                    "store=none {} is not on the class path; nodes and events stay in the log's files and memory",
                    missing.get());
            return new NoStore();
        }
        return JpaStore.at(place, PATIENCE);
    }

    private static List<String> needed(StorePlace place) {
        return place instanceof StorePlace.Host
                ? List.of(ENTITY_MANAGER, ECLIPSELINK)
                : List.of(ENTITY_MANAGER, ECLIPSELINK, HSQLDB);
    }

    private static boolean isPresent(String name) {
        try {
            Class.forName(name, false, TableStores.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException | LinkageError e) {
            return false;
        }
    }
}
