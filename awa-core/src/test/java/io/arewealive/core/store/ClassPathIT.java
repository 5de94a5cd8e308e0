package io.arewealive.core.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The store on the class paths of different hosts. */
class ClassPathIT {

    @TempDir
    Path temp;

    @Test
    void with_both_libraries_there_is_a_database() throws Exception {
        try (var loader = IsolatedLoader.of(List.of(), entry -> true)) {
            assertEquals("JpaStore 3", IsolatedLoader.probe(loader, "memory"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"hsqldb", "org.eclipse.persistence", "jakarta.persistence-api"})
    void without_a_library_events_stay_in_memory(String missing) throws Exception {
        try (var loader = IsolatedLoader.of(List.of(), entry -> !entry.contains(missing))) {
            assertEquals(
                    "NoStore 3",
                    IsolatedLoader.probe(loader, temp.resolve("data").toString()));
        }
        assertTrue(Files.notExists(temp.resolve("data")));
    }

    @Test
    void files_of_the_host_are_never_read_as_ours() throws Exception {
        Path host = temp.resolve("host");
        Files.createDirectories(host.resolve("META-INF"));
        for (String name : List.of("persistence.xml", "orm.xml", "eclipselink-orm.xml")) {
            Files.writeString(host.resolve("META-INF").resolve(name), "<this is no XML");
        }

        try (var loader = IsolatedLoader.of(List.of(host), entry -> true)) {
            assertTrue(IsolatedLoader.probe(loader, "scan").startsWith("failed"), "the files break who reads them");
            assertEquals("JpaStore 3", IsolatedLoader.probe(loader, "memory"));
        }
    }
}
