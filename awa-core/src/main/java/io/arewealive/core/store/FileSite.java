package io.arewealive.core.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Files under {@code DATA/db}. A new database is filled in {@code db.new} and takes the place of the old one by renaming, so a
 * crash leaves the old or the new one, never half of each. A damaged one is kept as {@code db.damaged-N}.
 */
final class FileSite implements Site {

    /** How many damaged databases are kept for a look. */
    static final int KEPT = 2;

    private static final long LONGEST_LOG = 8 << 20;

    private static final Logger log = LoggerFactory.getLogger(FileSite.class);
    private static final String DAMAGED = "db.damaged-";

    private final Path data;
    private final Path present;
    private final Path next;
    private long longestLog = LONGEST_LOG;

    /** The damaged one will never be closed, so its path is taken until this process ends; the new one stays beside it. */
    private boolean stuck;

    FileSite(Path data) {
        this.data = data;
        present = data.resolve("db");
        next = data.resolve("db.new");
    }

    @Override
    public Opened open() throws SQLException {
        try {
            Files.createDirectories(data);
            release();
            if (stuck) {
                throw StoreException.later(
                        present + " is still being read in circles by an earlier instance in this process");
            }
            if (Files.notExists(present) && Files.exists(next)) {
                Files.move(next, present);
            }
            delete(next);
            boolean fresh = isEmpty(present);
            return new Opened(open(present, fresh), fresh);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Database beside() throws SQLException {
        try {
            Hsql.release(next);
            delete(next);
            return open(next, true);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Database replaceBy(Database filled, boolean keep) throws SQLException {
        filled.sql(Hsql::shutDown);
        filled.requireNoTrouble();
        filled.close();
        release();
        try {
            if (stuck) {
                keepDamaged();
                return open(next, false); // the next start gives it its name
            }
            if (keep) {
                keepDamaged();
            } else {
                delete(present);
            }
            Files.move(next, present);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return open(present, false);
    }

    @Override
    public void written(Database database) {
        long bytes = Hsql.logBytes(stuck ? next : present);
        if (bytes < longestLog) {
            return;
        }
        try {
            database.sql(Hsql::checkpoint);
            longestLog = LONGEST_LOG;
        } catch (SQLException e) {
            longestLog = 2 * bytes;
            log.warn(
                    "store={} its log could not be shortened, which is tried again when it is twice as long",
                    present,
                    e);
        }
    }

    @Override
    public void close(Database database) {
        try {
            database.sql(Hsql::shutDown);
        } catch (SQLException e) {
            log.warn("store={} could not be shut down in good order; the next start recovers it", present, e);
        }
        database.close();
        release();
    }

    @Override
    public void abandon(Database database) {
        release();
        if (!stuck) {
            database.close();
        }
    }

    @Override
    public String toString() {
        return "the database in " + present;
    }

    private static Database open(Path directory, boolean fresh) throws SQLException {
        DataSource source = Hsql.inFiles(directory);
        boolean usable = false;
        Complaints complaints;
        try (var connection = source.getConnection()) {
            if (fresh) {
                Hsql.SCHEMA.create(connection);
            } else {
                Hsql.beDurable(connection);
            }
            complaints = Hsql.complaints(directory);
            usable = true;
        } finally {
            if (!usable) {
                Hsql.release(directory);
            }
        }
        return new Database(source, "", "HSQL", complaints::first);
    }

    /** Nothing of ours stays open in HSQLDB's own list, whatever happened to it. */
    private void release() {
        if (!stuck && !Hsql.release(present)) {
            stuck = true;
            log.error(
                    "store={} cannot be closed: a thread goes round in circles in its damaged files and takes a core until this"
                            + " process is restarted; everything else goes on",
                    present);
        }
        Hsql.release(next);
    }

    private void keepDamaged() throws IOException {
        List<Path> kept = damaged();
        for (Path old : kept.subList(0, Math.max(0, kept.size() - KEPT + 1))) {
            delete(old);
        }
        if (Files.exists(present)) {
            int number = kept.isEmpty() ? 1 : number(kept.get(kept.size() - 1)) + 1;
            Path aside = data.resolve(DAMAGED + number);
            Files.move(present, aside);
            log.warn("store={} was damaged and is kept as {}", present, aside.getFileName());
        }
    }

    /** By number, the oldest first. */
    private List<Path> damaged() throws IOException {
        try (Stream<Path> entries = Files.list(data)) {
            return entries.filter(entry -> number(entry) > 0)
                    .sorted(Comparator.comparingInt(FileSite::number))
                    .toList();
        }
    }

    private static int number(Path entry) {
        String name = entry.getFileName().toString();
        try {
            return name.startsWith(DAMAGED) ? Integer.parseInt(name.substring(DAMAGED.length())) : 0;
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    private static boolean isEmpty(Path directory) throws IOException {
        if (Files.notExists(directory)) {
            return true;
        }
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.findAny().isEmpty();
        }
    }

    private static void delete(Path directory) throws IOException {
        if (Files.notExists(directory)) {
            return;
        }
        try (Stream<Path> entries = Files.walk(directory)) {
            for (Path entry : entries.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(entry);
            }
        }
    }
}
