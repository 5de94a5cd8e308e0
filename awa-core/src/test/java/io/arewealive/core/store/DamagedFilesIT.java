package io.arewealive.core.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that were harmed are never read as if they were whole. */
class DamagedFilesIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    Path temp;

    private final Proof proof = new Proof(new Rows(7, 30));
    private Path whole;

    /** A database as a kill leaves it: some of it in the data file, the rest in the log. */
    @BeforeEach
    void fill() throws IOException {
        whole = temp.resolve("whole");
        var store = JpaStore.at(new StorePlace.Files(whole), PATIENCE);
        store.open();
        for (int i = 0; i < 20; i++) {
            store.write(proof.batch());
        }
        store.close();
        store = JpaStore.at(new StorePlace.Files(whole), PATIENCE);
        store.open();
        for (int i = 0; i < 20; i++) {
            store.write(proof.batch());
        }
        copy(whole, temp.resolve("killed"));
        store.close();
    }

    @Test
    void a_database_that_was_not_harmed_is_sound() throws Exception {
        assertEquals("newest", outcome(copied("killed", "copy")));
        assertEquals("newest", outcome(copied("whole", "copy")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"killed", "whole"})
    void harm_is_found_or_costs_the_newest_batches_whole(String base) throws Exception {
        for (long seed = 0; seed < 60; seed++) {
            Path data = copied(base, "harmed");
            String harm = base + ", " + Damage.at(data.resolve("db"), seed);
            try {
                outcome(data);
            } catch (AssertionError e) {
                throw new AssertionError(harm, e);
            }
        }
    }

    /** Opens, compares what is sound with what it should be, rebuilds what is damaged, and says what it was. */
    private String outcome(Path data) throws Exception {
        var store = JpaStore.at(new StorePlace.Files(data), PATIENCE);
        try {
            StoreState state = store.open();
            if (state instanceof StoreState.Sound sound) {
                proof.holds(sound, store, Hsql.inFiles(data.resolve("db")));
                return sound.version() == proof.rows.version() ? "newest" : "older";
            }
            store.rebuild(proof.rows.image(0));
            store.close();
            assertTrue(Files.exists(data.resolve("db.damaged-1")));
            store = JpaStore.at(new StorePlace.Files(data), PATIENCE);
            assertEquals(proof.rows.sound(), store.open());
            return ((StoreState.Damaged) state).what();
        } finally {
            store.close();
        }
    }

    private Path copied(String from, String to) throws IOException {
        Path target = temp.resolve(to);
        delete(target);
        copy(temp.resolve(from), target);
        return target;
    }

    static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> entries = Files.walk(from)) {
            entries.forEach(entry -> {
                try {
                    Files.copy(entry, to.resolve(from.relativize(entry).toString()));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }

    private static void delete(Path directory) throws IOException {
        if (Files.exists(directory)) {
            try (Stream<Path> entries = Files.walk(directory)) {
                List<Path> deepestFirst =
                        entries.sorted(java.util.Comparator.reverseOrder()).toList();
                for (Path entry : deepestFirst) {
                    Files.delete(entry);
                }
            }
        }
    }
}
