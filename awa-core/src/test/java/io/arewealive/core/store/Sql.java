package io.arewealive.core.store;

import java.sql.SQLException;
import javax.sql.DataSource;

/** Plain SQL beside the store. */
final class Sql {

    private Sql() {}

    static long count(DataSource source, String table, boolean shutDown) throws SQLException {
        try (var connection = source.getConnection();
                var statement = connection.createStatement()) {
            try (var result = statement.executeQuery("SELECT COUNT(*) FROM " + table)) {
                result.next();
                return result.getLong(1);
            } finally {
                if (shutDown) {
                    statement.execute("SHUTDOWN");
                }
            }
        }
    }
}
