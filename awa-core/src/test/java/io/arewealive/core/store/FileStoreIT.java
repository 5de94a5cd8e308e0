package io.arewealive.core.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.arewealive.node.NodeChange;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** In files. */
class FileStoreIT extends TableStoreContract {

    @TempDir
    Path data;

    @Override
    TableStore store() {
        return TableStores.at(new StorePlace.Files(data));
    }

    @Override
    boolean lasting() {
        return true;
    }

    @Override
    long count(String table) throws SQLException {
        return Sql.count(Hsql.inFiles(data.resolve("db")), table, true);
    }

    @Test
    void a_person_reads_the_tables_with_sql_alone() throws SQLException {
        open().write(rows.next(40, 1, 0));

        DataSource source = Hsql.inFiles(data.resolve("db"));
        NodeChange first = rows.changes.get(0);
        assertEquals(
                List.of("1 CREATE " + first.nodeId() + " "
                        + JsonText.of(first.data().orElseThrow()) + " 2026-11-01 10:00:01.124+0:00 operator:alice "
                        + first.hash()),
                Sql.rows(
                        source,
                        "SELECT id, action, node_id, data, changed_at, author, hash FROM nodes_changes WHERE id = 1"));
        assertEquals(
                List.of("0"),
                Sql.rows(source, "SELECT COUNT(*) FROM nodes_changes WHERE (action = 'DELETE') <> (data IS NULL)"));
        assertEquals(
                List.of("awa.node.status warning node-1 2026-11-01 10:00:01.123+0:00"
                        + " {\"from\":\"online\",\"number\":\"1\",\"to\":\"suspect\"}"),
                Sql.rows(
                        source,
                        "SELECT type, severity, subject, happened_at, details FROM events WHERE stream = 'local'"));
        assertEquals(List.of("400 40 " + rows.hash), Sql.rows(source, "SELECT last_applied, version, hash FROM state"));
    }

    @Test
    void every_table_lives_in_the_file_and_not_on_the_heap() throws SQLException {
        open();

        assertEquals(
                List.of("EVENTS CACHED", "NODES CACHED", "NODES_CHANGES CACHED", "STATE CACHED"),
                Sql.rows(
                        Hsql.inFiles(data.resolve("db")),
                        "SELECT table_name, hsqldb_type FROM information_schema.system_tables"
                                + " WHERE table_schem = 'PUBLIC' ORDER BY table_name"));
    }

    @Test
    void whoever_writes_shortens_its_log_and_nobody_beside() throws Exception {
        TableStore store = open();
        Path log = data.resolve("db").resolve("awa.log");
        boolean shortened = false;
        for (int i = 0; i < 20; i++) {
            long before = Files.size(log);
            store.write(rows.next(1_000));
            shortened |= Files.size(log) < before;
            assertTrue(Files.size(log) < 8 << 20, "a batch is written, and the log has " + Files.size(log) + " bytes");
        }
        assertTrue(shortened);
        assertEquals(rows.sound(), reopened());
        assertEquals(List.of("0"), ownLogSize());
    }

    @Test
    void a_database_that_used_to_shorten_its_log_by_itself_does_no_more() throws Exception {
        open().write(rows.next(3));
        try (var connection = Hsql.inFiles(data.resolve("db")).getConnection();
                var statement = connection.createStatement()) {
            statement.execute("SET FILES LOG SIZE 8");
        }
        assertEquals(List.of("8"), ownLogSize());

        assertEquals(rows.sound(), reopened());
        assertEquals(List.of("0"), ownLogSize());
    }

    private List<String> ownLogSize() throws SQLException {
        return Sql.rows(
                Hsql.inFiles(data.resolve("db")),
                "SELECT property_value FROM information_schema.system_properties"
                        + " WHERE property_name = 'hsqldb.log_size'");
    }
}
