package io.arewealive.core.store;

import java.sql.SQLException;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Databases on the heap, each gone when it is closed. */
final class MemorySite implements Site {

    private static final Logger log = LoggerFactory.getLogger(MemorySite.class);

    @Override
    public Opened open() throws SQLException {
        return new Opened(beside(), true);
    }

    @Override
    public Database beside() throws SQLException {
        DataSource source = Hsql.inMemory("awa-" + UUID.randomUUID());
        try (var connection = source.getConnection()) {
            new Schema("", "CREATE TABLE").create(connection);
        }
        return new Database(source, "", "HSQL", Optional::empty);
    }

    @Override
    public Database replaceBy(Database filled, boolean keep) {
        return filled;
    }

    @Override
    public void close(Database database) {
        abandon(database);
    }

    @Override
    public void abandon(Database database) {
        try {
            database.sql(Hsql::drop);
        } catch (SQLException e) {
            log.debug("store=memory could not be shut down", e);
        }
        database.close();
    }

    @Override
    public String toString() {
        return "the database in memory";
    }
}
