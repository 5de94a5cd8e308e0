package io.arewealive.core.store;

import java.nio.file.Path;
import java.sql.SQLException;
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
}
