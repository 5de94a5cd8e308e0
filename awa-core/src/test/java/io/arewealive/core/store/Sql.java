package io.arewealive.core.store;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
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

    /** Each row as its columns with blanks between. */
    static List<String> rows(DataSource source, String query) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (var connection = source.getConnection();
                var statement = connection.createStatement();
                var result = statement.executeQuery(query)) {
            while (result.next()) {
                List<String> columns = new ArrayList<>();
                for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
                    columns.add(String.valueOf(result.getString(i)));
                }
                rows.add(String.join(" ", columns));
            }
        }
        return rows;
    }
}
