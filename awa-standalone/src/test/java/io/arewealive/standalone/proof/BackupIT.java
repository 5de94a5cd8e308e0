package io.arewealive.standalone.proof;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A cluster is copied into a file, lost, and begins anew from it. */
@Tag("R10")
class BackupIT {

    @Test
    void a_cluster_of_two_comes_back_from_a_file(@TempDir Path home) throws Exception {
        try (Cluster former = Cluster.of(home, 2)) {
            Box asked = former.box(2);
            done(asked.awa("node", "add", "waiting", "10.0.0.9", "7800"));
            done(asked.awa("config", "set", "awa.voters.max", "5"));
            long version = asked.status().getJsonNumber("version").longValue();
            Path file = asked.directory().resolve("all.bak");

            done(asked.awa("backup", "all.bak"));

            assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
            Box.Result again = asked.awa("backup", "all.bak");
            assertEquals(1, again.code(), again::toString);
            assertTrue(again.err().contains("all.bak is there and is not overwritten"), again::toString);
            done(asked.awa("backup", "--force", "all.bak"));
            former.box(1).kill9();
            Box.Result none = asked.awa("backup", "other.bak");
            assertTrue(none.code() == 106 || none.code() == 107, none::toString);
            assertFalse(Files.exists(asked.directory().resolve("other.bak")));
            former.box(2).kill9();

            refuseWhatIsNoBackup(asked, file);
            beginAnew(home, file, version);
        }
    }

    private static void refuseWhatIsNoBackup(Box box, Path file) throws IOException {
        Box.Result full = box.awa("restore", file.toString());
        assertEquals(1, full.code(), full::toString);
        assertTrue(full.err().contains("is not empty"), full::toString);
        byte[] whole = Files.readAllBytes(file);
        byte[] damaged = whole.clone();
        damaged[whole.length / 2] ^= 1;
        Files.write(box.directory().resolve("damaged.bak"), damaged);
        Files.write(
                box.directory().resolve("foreign.bak"),
                "something else".getBytes(java.nio.charset.StandardCharsets.UTF_8));
        for (String name : new String[] {"damaged.bak", "foreign.bak", "missing.bak"}) {
            Box.Result bad = box.awa("restore", name, "--data", "elsewhere");
            assertEquals(65, bad.code(), bad::toString);
            assertTrue(bad.err().contains(name), bad::toString);
        }
        assertFalse(Files.exists(box.directory().resolve("elsewhere")));
    }

    private static void beginAnew(Path home, Path file, long version) throws IOException {
        Path place = Files.createDirectory(home.resolve("anew"));
        try (Box first = new Box(place, "db-1");
                Box second = new Box(place, "db-2")) {
            Box.Result restored = done(first.awa("restore", file.toString()));
            assertTrue(restored.out().contains("it is a new cluster"), restored::toString);

            first.start().awaitServing();
            await("it leads")
                    .atMost(Box.LONGEST)
                    .until(() -> first.awa("log", "noop").code() == 0);
            JsonObject status = first.status();
            assertEquals("db-1", status.getString("leader"));
            assertTrue(status.getJsonNumber("version").longValue() > version);
            assertTrue(first.awa("config", "show").out().contains("awa.voters.max=5"));
            assertTrue(first.awa("events").out().contains("a new cluster begins with a backup of cluster awa"));
            String waits = first.awa("node", "show", "db-2").out();

            second.start("--join", first.address()).awaitServing();

            await("db-2 takes up its row")
                    .atMost(Box.LONGEST)
                    .pollInterval(Duration.ofMillis(300))
                    .until(() -> first.awa("node", "list")
                            .out()
                            .lines()
                            .anyMatch(line -> line.startsWith("db-2 ") && line.contains(" yes ")));
            assertEquals(
                    waits.lines().skip(1).findFirst().orElse("").replaceAll(".* ", ""),
                    first.awa("node", "show", "db-2")
                            .out()
                            .lines()
                            .skip(1)
                            .findFirst()
                            .orElse("")
                            .replaceAll(".* ", ""),
                    "under the id that waited for it");
            assertNotEquals("", waits);
            assertEquals(0, second.awa("node", "show", "waiting").code());
        }
    }

    private static Box.Result done(Box.Result result) {
        assertEquals(0, result.code(), result::toString);
        return result;
    }
}
