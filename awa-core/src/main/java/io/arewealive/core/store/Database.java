package io.arewealive.core.store;

import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.eclipse.persistence.internal.helper.DatabaseTable;
import org.eclipse.persistence.jpa.PersistenceProvider;
import org.eclipse.persistence.logging.SessionLog;
import org.eclipse.persistence.sessions.SessionCustomizer;

/**
 * One open database: EclipseLink on a source of connections. Each piece of work gets an EntityManager of its own, so a failed one
 * leaves nothing behind. One thread at a time.
 */
final class Database {

    /** Rows that are read or written at once. */
    static final int PAGE = 1_000;

    private final DataSource source;
    private final EntityManagerFactory factory;
    private final Supplier<Optional<String>> trouble;

    /**
     * @param source where connections come from
     * @param prefix what the names of the tables begin with
     * @param platform EclipseLink's name of the kind of database, {@code Auto} to ask it
     * @param trouble what has gone wrong in the database since it was opened without an exception that says so
     */
    Database(DataSource source, String prefix, String platform, Supplier<Optional<String>> trouble) {
        this.source = source;
        this.trouble = trouble;
        String name = "awa-" + UUID.randomUUID();
        factory = new PersistenceProvider()
                .createContainerEntityManagerFactory(new Unit(name, source), settings(name, source, prefix, platform));
    }

    /** Every setting that a system property of the host could otherwise choose for us. */
    private static Map<String, Object> settings(String name, DataSource source, String prefix, String platform) {
        Map<String, Object> settings = new HashMap<>();
        settings.put("jakarta.persistence.nonJtaDataSource", source);
        settings.put("jakarta.persistence.schema-generation.database.action", "none");
        settings.put("jakarta.persistence.schema-generation.scripts.action", "none");
        settings.put("eclipselink.ddl-generation", "none");
        settings.put("eclipselink.session-name", name);
        settings.put("eclipselink.weaving", "false");
        settings.put("eclipselink.exclude-eclipselink-orm", "true");
        settings.put("eclipselink.target-database", platform);
        settings.put("eclipselink.target-server", "None");
        settings.put("eclipselink.jdbc.batch-writing", "JDBC");
        settings.put("eclipselink.jdbc.batch-writing.size", Integer.toString(PAGE));
        SessionCustomizer customizer = session -> {
            session.getSessionLog().setLevel(SessionLog.OFF);
            session.getDescriptors().values().stream()
                    .flatMap(descriptor -> List.copyOf(descriptor.getTables()).stream())
                    .distinct()
                    .forEach(table -> rename(table, prefix));
        };
        settings.put("eclipselink.session.customizer", customizer);
        return settings;
    }

    private static void rename(DatabaseTable table, String prefix) {
        if (!table.getName().startsWith(prefix)) {
            table.setName(prefix + table.getName());
        }
    }

    /** All or nothing, on the disk when it returns. */
    void transaction(Consumer<EntityManager> work) {
        use(manager -> {
            manager.getTransaction().begin();
            try {
                work.accept(manager);
                manager.getTransaction().commit();
            } finally {
                if (manager.getTransaction().isActive()) {
                    manager.getTransaction().rollback();
                }
            }
            return true;
        });
        requireNoTrouble();
    }

    /** Fails if what was answered as done may not be on the disk. */
    void requireNoTrouble() {
        trouble.get().ifPresent(what -> {
            throw new UncheckedIOException(new IOException(what));
        });
    }

    /** Reads; what is read is not kept in memory after it. */
    <T> T read(Function<EntityManager, T> question) {
        return use(question);
    }

    /** Plain SQL, for what JPA has no words for. */
    void sql(SqlWork work) throws SQLException {
        try (Connection connection = source.getConnection()) {
            work.on(connection);
        }
    }

    /** Lets go of the database; what is behind the source is somebody else's. */
    void close() {
        factory.close();
    }

    private <T> T use(Function<EntityManager, T> work) {
        EntityManager manager = factory.createEntityManager();
        try {
            return work.apply(manager);
        } finally {
            manager.close();
        }
    }

    /** Something to do with a connection. */
    @FunctionalInterface
    interface SqlWork {
        void on(Connection connection) throws SQLException;
    }
}
