package io.arewealive.core.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Stream;

/**
 * The tables, in SQL that HSQLDB, PostgreSQL and H2 take alike. Texts are wide on purpose: what does not fit would stop the store
 * for ever, and every text was bounded where it came in.
 *
 * @param prefix what every name begins with; empty in a database of our own
 * @param create {@code CREATE CACHED TABLE} where rows must not live on the heap, else {@code CREATE TABLE}
 */
record Schema(String prefix, String create) {

    private static final List<String> TABLES = List.of("nodes", "nodes_changes", "events", "state");

    /** The class of SQL states that holds "no such table". */
    private static final String SYNTAX_OR_NAME = "42";

    private static final String NODES = """
            nodes (
              id VARCHAR(36) PRIMARY KEY,
              name VARCHAR(64) NOT NULL,
              host VARCHAR(253) NOT NULL,
              port INTEGER NOT NULL,
              lifetime VARCHAR(16) NOT NULL,
              votes VARCHAR(16) NOT NULL,
              witness BOOLEAN NOT NULL,
              claimed BOOLEAN NOT NULL,
              pinned BOOLEAN NOT NULL,
              version BIGINT NOT NULL,
              crc INTEGER NOT NULL)""";

    private static final String NODES_CHANGES = """
            nodes_changes (
              id BIGINT PRIMARY KEY,
              action VARCHAR(6) NOT NULL,
              node_id VARCHAR(36) NOT NULL,
              data VARCHAR(4000),
              command_id VARCHAR(36) NOT NULL,
              changed_at TIMESTAMP(3) WITH TIME ZONE NOT NULL,
              author VARCHAR(4000) NOT NULL,
              crc INTEGER NOT NULL,
              previous_hash VARCHAR(32) NOT NULL,
              hash VARCHAR(32) NOT NULL)""";

    private static final String EVENTS = """
            events (
              stream VARCHAR(7) NOT NULL,
              number BIGINT NOT NULL,
              happened_at TIMESTAMP(3) WITH TIME ZONE NOT NULL,
              type VARCHAR(64) NOT NULL,
              severity VARCHAR(16) NOT NULL,
              subject VARCHAR(1000000) NOT NULL,
              message VARCHAR(1000000) NOT NULL,
              details VARCHAR(1000000) NOT NULL,
              crc INTEGER NOT NULL,
              PRIMARY KEY (stream, number))""";

    private static final String STATE = """
            state (
              id INTEGER PRIMARY KEY,
              format INTEGER NOT NULL,
              last_applied BIGINT NOT NULL,
              version BIGINT NOT NULL,
              hash VARCHAR(32) NOT NULL,
              floor_version BIGINT NOT NULL,
              first_version BIGINT NOT NULL,
              nodes_count BIGINT NOT NULL,
              nodes_sum BIGINT NOT NULL,
              cluster_count BIGINT NOT NULL,
              cluster_sum BIGINT NOT NULL,
              cluster_last BIGINT NOT NULL,
              local_count BIGINT NOT NULL,
              local_sum BIGINT NOT NULL,
              local_last BIGINT NOT NULL,
              crc INTEGER NOT NULL)""";

    void create(Connection connection) throws SQLException {
        run(
                connection,
                Stream.concat(
                        Stream.of(NODES, NODES_CHANGES, EVENTS, STATE).map(table -> create + " " + prefix + table),
                        Stream.of("CREATE INDEX " + prefix + "nodes_changes_of_node ON " + prefix
                                + "nodes_changes (node_id, id)")));
    }

    void drop(Connection connection) throws SQLException {
        run(connection, TABLES.stream().map(table -> "DROP TABLE IF EXISTS " + prefix + table));
    }

    /** Whether any of the tables is there. */
    boolean isPresent(Connection connection) throws SQLException {
        for (String table : TABLES) {
            try (Statement statement = connection.createStatement()) {
                statement.executeQuery("SELECT COUNT(*) FROM " + prefix + table).close();
                return true;
            } catch (SQLException e) {
                if (!String.valueOf(e.getSQLState()).startsWith(SYNTAX_OR_NAME)) {
                    throw e;
                }
                if (!connection.getAutoCommit()) {
                    connection.rollback();
                }
            }
        }
        return false;
    }

    private static void run(Connection connection, Stream<String> statements) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String sql : statements.toList()) {
                statement.execute(sql);
            }
        }
        if (!connection.getAutoCommit()) {
            connection.commit();
        }
    }
}
