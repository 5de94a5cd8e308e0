package io.arewealive.core.store;

import java.sql.SQLException;
import java.util.UUID;
import javax.sql.DataSource;

/** In tables of ours in a database of the host. */
class HostStoreTest extends TableStoreContract {

    private final DataSource source = Hsql.inMemory("host-" + UUID.randomUUID());

    @Override
    TableStore store() {
        return TableStores.at(new StorePlace.Host(source, StorePlace.Host.PREFIX));
    }

    @Override
    boolean lasting() {
        return true;
    }

    @Override
    long count(String table) throws SQLException {
        return Sql.count(source, StorePlace.Host.PREFIX + table, false);
    }
}
