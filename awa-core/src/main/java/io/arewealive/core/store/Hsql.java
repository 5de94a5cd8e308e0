package io.arewealive.core.store;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.hsqldb.jdbc.JDBCDataSource;

/** How this node uses HSQLDB: durable at commit, little on the heap, no lock file, no log of its own. */
final class Hsql {

    /** The schema of a database of our own: rows stay out of the heap. */
    static final Schema SCHEMA = new Schema("", "CREATE CACHED TABLE");

    private static final String NAME = "awa";

    /** A commit is on the disk when it returns; the data directory's own lock is enough. */
    private static final String SETTINGS = ";hsqldb.write_delay=false"
            + ";hsqldb.lock_file=false"
            + ";hsqldb.default_table_type=cached"
            + ";hsqldb.nio_data_file=false"
            + ";hsqldb.log_size=8"
            + ";hsqldb.cache_rows=4000"
            + ";hsqldb.cache_size=4000"
            + ";hsqldb.tx_timestamp=0";

    private Hsql() {}

    static DataSource inFiles(Path directory) {
        return at("jdbc:hsqldb:file:" + directory.resolve(NAME) + SETTINGS);
    }

    static DataSource inMemory(String name) {
        return at("jdbc:hsqldb:mem:" + name);
    }

    private static DataSource at(String url) {
        var source = new JDBCDataSource();
        source.setUrl(url);
        source.setUser("SA");
        source.setPassword("");
        return source;
    }

    /** Settings live in a file that may have been damaged: durability is asked for anew at each opening. */
    static void beDurable(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET FILES WRITE DELAY FALSE");
        }
    }

    /** Writes everything and closes; nothing has to be replayed at the next opening. */
    static void shutDown(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SHUTDOWN");
        }
    }

    /** Closes the files as they are. */
    static void stopAtOnce(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SHUTDOWN IMMEDIATELY");
        }
    }
}
