package io.arewealive.standalone.proof;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** The database files of a stopped server, as any SQL tool reads them. */
final class Sql implements AutoCloseable {

    private final Connection connection;

    Sql(Path directory) throws SQLException {
        connection = DriverManager.getConnection(
                "jdbc:hsqldb:file:" + directory.resolve("awa") + ";ifexists=true;hsqldb.lock_file=false", "SA", "");
    }

    /** Each row with its values separated by spaces. */
    List<String> rows(String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                var results = statement.executeQuery(query)) {
            List<String> rows = new ArrayList<>();
            while (results.next()) {
                List<String> values = new ArrayList<>();
                for (int column = 1; column <= results.getMetaData().getColumnCount(); column++) {
                    values.add(String.valueOf(results.getObject(column)));
                }
                rows.add(String.join(" ", values));
            }
            return rows;
        }
    }

    @Override
    public void close() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SHUTDOWN IMMEDIATELY");
        }
        connection.close();
    }
}
