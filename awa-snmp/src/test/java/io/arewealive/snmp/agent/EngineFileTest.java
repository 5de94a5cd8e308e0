package io.arewealive.snmp.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EngineFileTest {

    private static final Instant NOW = Instant.parse("2026-01-02T12:00:00Z");
    private static final String NODE = "6f1c1d2e8a774c559d5e0f7a3a1b2c3d";

    @TempDir
    private Path directory;

    @Test
    void the_id_is_kept_and_every_start_counts() {
        var first = next(NOW);
        var second = EngineFile.next(Optional.of(directory), "another node", NOW.minusSeconds(999_999_999));

        assertEquals(first.id(), second.id());
        assertEquals(first.boots() + 1, second.boots());
        assertEquals(32, first.id().length());
    }

    @Test
    void starts_rise_even_if_the_file_was_lost_or_damaged() throws IOException {
        var first = next(NOW);
        Files.delete(directory.resolve("snmp-engine"));
        var second = next(NOW.plusSeconds(60));
        Files.writeString(directory.resolve("snmp-engine"), "engine-id=zz\nboots=none\n");
        var third = next(NOW.plusSeconds(120));

        assertTrue(first.boots() < second.boots() && second.boots() < third.boots());
        assertEquals(first.id(), third.id());
    }

    @Test
    void a_directory_that_cannot_be_written_does_not_matter() {
        var identity = EngineFile.next(Optional.of(directory.resolve("missing")), NODE, NOW);

        assertTrue(identity.boots() > 3_000_000, identity::toString);
    }

    private EngineIdentity next(Instant now) {
        return EngineFile.next(Optional.of(directory), NODE, now);
    }
}
