package io.arewealive.core.store;

import java.sql.SQLException;
import java.util.Optional;

/** Tables of ours in the host's database, which is never shut down. */
final class HostSite implements Site {

    private final StorePlace.Host place;
    private final Schema schema;

    HostSite(StorePlace.Host place) {
        this.place = place;
        schema = new Schema(place.prefix(), "CREATE TABLE");
    }

    @Override
    public Opened open() throws SQLException {
        boolean fresh;
        try (var connection = place.source().getConnection()) {
            fresh = !schema.isPresent(connection);
            if (fresh) {
                schema.create(connection);
            }
        }
        return new Opened(database(), fresh);
    }

    /** In the place of the present tables: a host's database has one set of them. */
    @Override
    public Database beside() throws SQLException {
        try (var connection = place.source().getConnection()) {
            schema.drop(connection);
            schema.create(connection);
        }
        return database();
    }

    @Override
    public Database replaceBy(Database filled, boolean keep) {
        return filled;
    }

    @Override
    public void close(Database database) {
        database.close();
    }

    @Override
    public void abandon(Database database) {
        database.close();
    }

    @Override
    public String toString() {
        return "the tables " + place.prefix() + "* in the host's database";
    }

    private Database database() {
        return new Database(place.source(), place.prefix(), "Auto", Optional::empty);
    }
}
