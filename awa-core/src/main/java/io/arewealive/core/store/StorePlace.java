package io.arewealive.core.store;

import java.nio.file.Path;
import java.util.Objects;
import java.util.regex.Pattern;
import javax.sql.DataSource;

/** Where a node's database lives. */
public sealed interface StorePlace {

    /**
     * In files of its own under {@code data/db}. Whoever opens it holds the lock of the data directory: the database itself locks
     * nothing.
     *
     * @param data the node's data directory
     */
    record Files(Path data) implements StorePlace {
        /** Makes the path absolute and refuses one that cannot stand in a database address. */
        public Files {
            data = data.toAbsolutePath().normalize();
            if (data.toString().indexOf(';') >= 0) {
                throw new IllegalArgumentException(
                        "the data directory " + data + " must not contain ';'; choose another awa.data");
            }
        }
    }

    /** In memory; gone when the store is closed. */
    record Memory() implements StorePlace {}

    /**
     * In the host's database, in tables of its own. The database is never shut down. Two nodes that share a database need a prefix
     * each.
     *
     * @param source where connections come from; they are given back after each transaction
     * @param prefix what the names of the tables begin with: a lower-case letter and up to 23 letters, digits or {@code _}
     */
    record Host(DataSource source, String prefix) implements StorePlace {

        /** The prefix when nobody chose one. */
        public static final String PREFIX = "awa_";

        private static final Pattern FITTING = Pattern.compile("[a-z][a-z0-9_]{0,23}");

        /** Checks the prefix. */
        public Host {
            Objects.requireNonNull(source, "source");
            if (!FITTING.matcher(prefix).matches()) {
                throw new IllegalArgumentException(
                        "table prefix \"" + prefix + "\" must be a lower-case letter and up to 23 of a-z, 0-9 and '_'");
            }
        }
    }

    /** Nowhere: the log's files and memory are enough. */
    record LeftOut() implements StorePlace {}
}
