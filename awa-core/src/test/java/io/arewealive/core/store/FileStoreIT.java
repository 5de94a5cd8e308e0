package io.arewealive.core.store;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.arewealive.node.NodeChange;
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
}
