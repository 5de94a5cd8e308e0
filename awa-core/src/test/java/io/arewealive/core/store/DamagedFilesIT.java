package io.arewealive.core.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
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
        harm(base, 0, 15);
    }

    @ParameterizedTest
    @ValueSource(strings = {"killed", "whole"})
    @Tag("long")
    void much_harm_is_found_or_costs_the_newest_batches_whole(String base) throws Exception {
        harm(base, 15, 1_000);
    }

    private void harm(String base, long firstSeed, long endSeed) throws Exception {
        for (long seed = firstSeed; seed < endSeed; seed++) {
            Path data = copied(base, "harmed");
            String harm = base + ", " + Damage.at(data.resolve("db"), seed);
            try {
                outcome(data);
            } catch (AssertionError e) {
                throw new AssertionError(harm, e);
            }
        }
    }

    @Test
    void a_log_without_its_end_costs_the_newest_batches_whole() throws Exception {
        Path data = copied("killed", "cut");
        Path log = data.resolve("db").resolve("awa.log");
        byte[] bytes = Files.readAllBytes(log);
        Files.write(log, Arrays.copyOf(bytes, bytes.length / 2));

        assertEquals("older", outcome(data));
    }

    @ParameterizedTest
    @ValueSource(strings = {"awa.data", "awa.script"})
    void a_file_that_is_gone_is_damage_and_no_empty_database(String name) throws Exception {
        Path data = copied("whole", "without");
        Files.delete(data.resolve("db").resolve(name));
        Path killed = copied("killed", "killed-without");
        Files.delete(killed.resolve("db").resolve(name));

        assertTrue(outcome(data).contains("the database in"));
        assertTrue(outcome(killed).contains("the database in"));
    }

    /** HSQLDB makes its properties anew; what it then finds is either right or called damaged. */
    @Test
    void without_its_properties_the_database_is_never_silently_wrong() throws Exception {
        Path data = copied("whole", "without-properties");
        Files.delete(data.resolve("db").resolve("awa.properties"));

        String outcome = outcome(data);

        assertTrue("newest".equals(outcome) || outcome.contains("the database in"), outcome);
    }

    /** HSQLDB itself notices nothing: this is what the checksums are for. */
    @Test
    void one_byte_of_a_host_is_found_that_the_database_takes_for_true() throws Exception {
        Path data = copied("killed", "flipped");
        Path log = data.resolve("db").resolve("awa.log");
        String text = Files.readString(log, StandardCharsets.ISO_8859_1);
        int at = text.lastIndexOf("\"host\":\"10.0.");
        String flipped = text.substring(0, at) + "\"host\":\"10.9." + text.substring(at + "\"host\":\"10.0.".length());
        Files.writeString(log, flipped, StandardCharsets.ISO_8859_1);
        copy(data, temp.resolve("trusting"));

        Path trusting = temp.resolve("trusting").resolve("db");
        assertEquals(
                List.of("1"),
                Sql.rows(Hsql.inFiles(trusting), "SELECT COUNT(*) FROM nodes_changes WHERE data LIKE '%10.9.%'"));
        Hsql.release(trusting);
        assertTrue(outcome(data).contains("is not what was written (crc)"));
    }

    @Test
    void the_newest_two_damaged_databases_are_kept() throws Exception {
        Path data = copied("whole", "often");
        for (int i = 0; i < 4; i++) {
            Files.writeString(data.resolve("db").resolve("awa.script"), "garbage " + i);
            var store = JpaStore.at(new StorePlace.Files(data), PATIENCE);
            store.open();
            store.rebuild(proof.rows.image(0));
            store.close();
        }

        assertEquals(List.of("db", "db.damaged-3", "db.damaged-4"), names(data));
        assertEquals("garbage 3", Files.readString(data.resolve("db.damaged-4").resolve("awa.script")));
    }

    @Test
    void a_rebuild_that_was_cut_short_leaves_the_old_database() throws Exception {
        Path data = copied("whole", "short");
        Files.createDirectories(data.resolve("db.new"));
        Files.writeString(data.resolve("db.new").resolve("awa.script"), "half of it");

        assertEquals("newest", outcome(data));
        assertEquals(List.of("db"), names(data));
    }

    @Test
    void a_rebuild_that_was_cut_short_between_its_renames_is_ended_at_the_next_start() throws Exception {
        Path data = copied("whole", "renamed");
        Files.move(data.resolve("db"), data.resolve("db.new"));

        assertEquals("newest", outcome(data));
        assertEquals(List.of("db"), names(data));
    }

    private static List<String> names(Path directory) throws IOException {
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.map(entry -> entry.getFileName().toString()).sorted().toList();
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
