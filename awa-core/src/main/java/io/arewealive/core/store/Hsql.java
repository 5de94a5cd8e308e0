package io.arewealive.core.store;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.hsqldb.Database;
import org.hsqldb.DatabaseManager;
import org.hsqldb.DatabaseType;
import org.hsqldb.jdbc.JDBCDataSource;

/** How this node uses HSQLDB: durable at commit, little on the heap, no lock file, no log of its own. */
final class Hsql {

    /** The schema of a database of our own: rows stay out of the heap. */
    static final Schema SCHEMA = new Schema("", "CREATE CACHED TABLE");

    private static final String NAME = "awa";

    /**
     * A commit is on the disk when it returns; the data directory's own lock is enough. HSQLDB makes no checkpoints by itself: it
     * would on a thread of its own, and a database that is closed meanwhile hangs or loses its tables. See {@link #checkpoint}.
     */
    private static final String SETTINGS = ";hsqldb.write_delay=false"
            + ";hsqldb.lock_file=false"
            + ";hsqldb.default_table_type=cached"
            + ";hsqldb.nio_data_file=false"
            + ";hsqldb.log_size=0"
            + ";hsqldb.cache_rows=4000"
            + ";hsqldb.cache_size=4000"
            + ";hsqldb.tx_timestamp=0";

    private static final long RELEASE_MILLIS = 3_000;

    private Hsql() {}

    static DataSource inFiles(Path directory) {
        return at("jdbc:hsqldb:file:" + path(directory) + SETTINGS);
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

    /** Settings live in a file that may have been damaged, or written by an older version: they are asked for anew at each opening. */
    static void beDurable(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET FILES WRITE DELAY FALSE");
            if (shortensItsLog(statement)) {
                statement.execute("SET FILES LOG SIZE 0"); // this is written to the log, for which there may be no room
            }
        }
    }

    private static boolean shortensItsLog(Statement statement) throws SQLException {
        try (var size = statement.executeQuery("SELECT property_value FROM information_schema.system_properties"
                + " WHERE property_name = 'hsqldb.log_size'")) {
            return size.next() && !"0".equals(size.getString(1));
        }
    }

    /** What HSQLDB complains of from now on about the database in this directory, which is open. */
    static Complaints complaints(Path directory) {
        var complaints = new Complaints();
        DatabaseManager.lookupDatabaseObject(DatabaseType.DB_FILE, path(directory)).logger.appLog = complaints;
        return complaints;
    }

    /** Takes what was written so far out of the log, so that a start need not replay it. Nobody else uses the database meanwhile. */
    static void checkpoint(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("CHECKPOINT");
        }
    }

    /** How long the log is that a start would have to replay. */
    static long logBytes(Path directory) {
        return directory.resolve(NAME + ".log").toFile().length();
    }

    /** Writes everything and closes; nothing has to be replayed at the next opening. */
    static void shutDown(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SHUTDOWN");
        }
    }

    /**
     * Closes the files as they are, if HSQLDB still has them open: also those it opened and lets nobody into, as damaged ones can
     * be. Its list of open databases is by path, so a path is free for another database only after this. A thread that damaged files
     * send round in circles holds what closing needs, for ever: that is waited for a bounded time only.
     *
     * @return whether the path is free
     */
    static boolean release(Path directory) {
        Database open = DatabaseManager.lookupDatabaseObject(DatabaseType.DB_FILE, path(directory));
        if (open == null) {
            return true;
        }
        var closing = new Thread(() -> open.close(Database.CLOSEMODE_IMMEDIATELY), "awa-store-release");
        closing.setDaemon(true);
        closing.start();
        try {
            closing.join(RELEASE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return !closing.isAlive();
    }

    /** Drops a database in memory. */
    static void drop(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SHUTDOWN IMMEDIATELY");
        }
    }

    private static String path(Path directory) {
        return directory.resolve(NAME).toString();
    }
}
