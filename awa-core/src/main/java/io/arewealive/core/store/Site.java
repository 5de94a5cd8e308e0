package io.arewealive.core.store;

import java.sql.SQLException;

/** Where databases are opened, made and replaced. */
interface Site {

    /** Opens what is there. Where there is nothing, makes empty tables; {@link Opened#fresh} then says so. */
    Opened open() throws SQLException;

    /** An empty database to be filled, beside the present one where that is possible. */
    Database beside() throws SQLException;

    /**
     * Puts the filled database in the place of the present one and opens it there. The present one is closed before.
     *
     * @param filled what {@link #beside} gave
     * @param keep whether the present one is damaged and worth keeping for a look
     */
    Database replaceBy(Database filled, boolean keep) throws SQLException;

    /** A batch was written to the open database. Keeps short what an opening would have to replay. */
    default void written(Database database) {}

    /** Closes a database of this site in good order. */
    void close(Database database);

    /** Lets go of a database that may not answer any more, without writing to it. */
    void abandon(Database database);

    /** For messages. */
    @Override
    String toString();

    /**
     * A database that is open.
     *
     * @param fresh whether it was made just now
     */
    record Opened(Database database, boolean fresh) {}
}
