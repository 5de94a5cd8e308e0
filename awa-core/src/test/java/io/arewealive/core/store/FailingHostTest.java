package io.arewealive.core.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.arewealive.event.EventStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A host's database that fails for a while. */
class FailingHostTest {

    private final DataSource real = Hsql.inMemory("failing-" + UUID.randomUUID());
    private String failing = "";
    private final TableStore store = TableStores.at(new StorePlace.Host(failing(real), "orders_web1_"));
    private final Rows rows = new Rows(5, 10);

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void a_write_that_failed_is_written_when_the_database_works_again() {
        store.open();
        store.write(rows.next(10, 1, 0));
        var batch = rows.next(10, 1, 0);

        for (String step : new String[] {"commit", "getConnection", "prepareStatement"}) {
            failing = step;
            var failure = assertThrows(StoreException.class, () -> store.write(batch), step);
            assertFalse(failure.wantsRebuild(), step);
            assertTrue(failure.getMessage().contains("log index 200 (10 changes, 11 events)"), failure.getMessage());
            assertTrue(failure.getMessage().contains("the disk is full"), failure.getMessage());
        }
        failing = "";
        store.write(batch);

        assertEquals(rows.sound(), store.open());
        assertEquals(2, store.lastEvent(EventStream.LOCAL));
    }

    @Test
    void a_database_that_cannot_be_reached_is_no_exception_but_damaged_and_keeps_its_events() {
        store.open();
        store.write(rows.next(10, 4, 0));

        failing = "getConnection";
        assertInstanceOf(StoreState.Damaged.class, store.open());
        assertThrows(StoreException.class, () -> store.rebuild(rows.image(0)));
        failing = "";
        store.rebuild(rows.image(0));

        assertEquals(rows.localEvents, store.events(EventStream.LOCAL, 0, 10));
        assertEquals(rows.sound(), store.open());
    }

    @Test
    void two_nodes_share_a_database_by_their_prefixes() {
        try (TableStore other = TableStores.at(new StorePlace.Host(real, "orders_web2_"))) {
            store.open();
            other.open();
            store.write(rows.next(10, 1, 0));

            assertEquals(rows.sound(), store.open());
            assertEquals(0, other.lastEvent(EventStream.CLUSTER));
        }
    }

    @Test
    void closing_leaves_the_hosts_database_open() throws SQLException {
        try (var hosts = real.getConnection();
                var statement = hosts.createStatement()) {
            store.open();
            store.close();

            assertTrue(statement.execute("SELECT COUNT(*) FROM orders_web1_nodes"));
        }
    }

    /** The source, whose connections fail at the named method. */
    private DataSource failing(DataSource source) {
        return wrap(DataSource.class, source);
    }

    private <T> T wrap(Class<T> type, T target) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    if (method.getName().equals(failing)) {
                        throw new SQLException("the disk is full");
                    }
                    try {
                        Object result = method.invoke(target, arguments);
                        return result instanceof Connection connection ? wrap(Connection.class, connection) : result;
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                }));
    }
}
