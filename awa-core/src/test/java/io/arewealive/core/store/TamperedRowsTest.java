package io.arewealive.core.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.SQLException;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every way in which rows can disagree with what was written, each alone. */
class TamperedRowsTest {

    private final DataSource source = Hsql.inMemory("tampered-" + UUID.randomUUID());
    private final Rows rows = new Rows(3, 12);

    @BeforeEach
    void fill() {
        try (TableStore store = store()) {
            store.open();
            for (int i = 0; i < 6; i++) {
                store.write(rows.next(10, 2, 25));
            }
        }
    }

    @Test
    void rows_that_nobody_touched_are_sound() {
        try (TableStore store = store()) {
            assertEquals(rows.sound(), store.open());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UPDATE awa_nodes SET port = port + 1 WHERE id = (SELECT MIN(id) FROM awa_nodes)",
                "UPDATE awa_nodes SET pinned = NOT pinned WHERE id = (SELECT MAX(id) FROM awa_nodes)",
                "UPDATE awa_nodes SET lifetime = 'eternal' WHERE id = (SELECT MAX(id) FROM awa_nodes)",
                "UPDATE awa_nodes SET version = version - 1 WHERE id = (SELECT MAX(id) FROM awa_nodes)",
                "UPDATE awa_nodes SET lifetime = UPPER(lifetime) WHERE id = (SELECT MAX(id) FROM awa_nodes)",
                "UPDATE awa_nodes_changes SET node_id = UPPER(node_id) WHERE id = 40",
                "UPDATE awa_nodes_changes SET data = REPLACE(data, '\":', '\": ') WHERE data IS NOT NULL",
                "DELETE FROM awa_nodes WHERE id = (SELECT MAX(id) FROM awa_nodes)",
                "DELETE FROM awa_nodes",
                "UPDATE awa_nodes_changes SET author = 'operator:mallory' WHERE id = 40",
                "UPDATE awa_nodes_changes SET changed_at = changed_at + INTERVAL '1' SECOND WHERE id = 40",
                "UPDATE awa_nodes_changes SET crc = crc + 1 WHERE id = 40",
                "UPDATE awa_nodes_changes SET hash = '0123456789abcdef0123456789abcdef' WHERE id = 60",
                "UPDATE awa_nodes_changes SET previous_hash = '0123456789abcdef0123456789abcdef' WHERE id = 26",
                "UPDATE awa_nodes_changes SET data = '{}' WHERE id = (SELECT MAX(id) FROM awa_nodes_changes WHERE action = 'CREATE')",
                "UPDATE awa_nodes_changes SET id = 61 WHERE id = 60",
                "DELETE FROM awa_nodes_changes WHERE id = 26",
                "DELETE FROM awa_nodes_changes WHERE id = 40",
                "DELETE FROM awa_nodes_changes WHERE id = 60",
                "DELETE FROM awa_nodes_changes",
                "UPDATE awa_events SET message = 'all is well' WHERE stream = 'cluster' AND number = 33",
                "UPDATE awa_events SET details = '{}' WHERE stream = 'local' AND number = 3",
                "UPDATE awa_events SET type = 'awa.unheard.of' WHERE stream = 'local' AND number = 3",
                "UPDATE awa_events SET number = 99 WHERE stream = 'local' AND number = 12",
                "DELETE FROM awa_events WHERE stream = 'cluster' AND number = 60",
                "DELETE FROM awa_events WHERE stream = 'local' AND number = 5",
                "DELETE FROM awa_events WHERE stream = 'local'",
                "UPDATE awa_state SET last_applied = last_applied + 10",
                "UPDATE awa_state SET version = version - 1",
                "UPDATE awa_state SET hash = '0123456789abcdef0123456789abcdef'",
                "UPDATE awa_state SET format = 2",
                "DELETE FROM awa_state",
                "DROP TABLE awa_events",
                "DROP TABLE awa_state",
                "ALTER TABLE awa_nodes DROP COLUMN port",
            })
    void a_changed_database_is_damaged_until_it_is_rebuilt(String sql) throws SQLException {
        execute(sql);

        try (TableStore store = store()) {
            var damaged = assertInstanceOf(StoreState.Damaged.class, store.open(), sql);
            assertTrue(damaged.what().length() < 400, damaged.what());

            store.rebuild(rows.image(25));
        }
        try (TableStore store = store()) {
            assertEquals(rows.sound(), store.open());
        }
    }

    /** Whole rows as they once were: every checksum of a single row is right. */
    @ParameterizedTest
    @CsvSource({"awa_nodes", "awa_state"})
    void a_row_as_it_was_before_the_last_write_is_found(String table) throws SQLException {
        execute("CREATE TABLE before AS (SELECT * FROM " + table + ") WITH DATA");
        try (TableStore store = store()) {
            store.open();
            store.write(rows.next(10, 1, 25));
        }
        execute("DELETE FROM " + table);
        execute("INSERT INTO " + table + " SELECT * FROM before");

        try (TableStore store = store()) {
            assertInstanceOf(StoreState.Damaged.class, store.open());
        }
    }

    @Test
    void a_database_of_which_all_is_older_is_sound_at_its_older_index() throws SQLException {
        StoreState before = rows.sound();
        for (String table : new String[] {"nodes", "nodes_changes", "events", "state"}) {
            execute("CREATE TABLE before_" + table + " AS (SELECT * FROM awa_" + table + ") WITH DATA");
        }
        try (TableStore store = store()) {
            store.open();
            store.write(rows.next(10, 1, 25));
        }
        for (String table : new String[] {"nodes", "nodes_changes", "events", "state"}) {
            execute("DELETE FROM awa_" + table);
            execute("INSERT INTO awa_" + table + " SELECT * FROM before_" + table);
        }

        try (TableStore store = store()) {
            assertEquals(before, store.open());
        }
    }

    private TableStore store() {
        return TableStores.at(new StorePlace.Host(source, StorePlace.Host.PREFIX));
    }

    private void execute(String sql) throws SQLException {
        try (var connection = source.getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
