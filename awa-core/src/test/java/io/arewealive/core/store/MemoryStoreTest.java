package io.arewealive.core.store;

/** In memory. */
class MemoryStoreTest extends TableStoreContract {

    @Override
    TableStore store() {
        return TableStores.at(new StorePlace.Memory());
    }

    @Override
    boolean lasting() {
        return false;
    }

    @Override
    long count(String table) {
        throw new UnsupportedOperationException(table);
    }
}
