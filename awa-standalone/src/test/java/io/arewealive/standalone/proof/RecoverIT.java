package io.arewealive.standalone.proof;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two of three servers are lost; the third goes on, and the lost ones come back after all. */
class RecoverIT {

    @Test
    void a_survivor_goes_on_alone_and_the_others_fetch_everything_when_they_return(@TempDir Path home)
            throws Exception {
        try (Cluster cluster = Cluster.of(home, 3)) {
            cluster.awaitAllOnline();
            Box survivor = cluster.box(1);
            assertEquals(
                    0, survivor.awa("node", "add", "before", "10.0.0.1", "80").code());

            Box.Result running = survivor.awa("recover", "--force");
            assertEquals(75, running.code(), running::toString);
            cluster.box(1).kill9();
            Box.Result alive = survivor.awa("recover", "--force");
            assertEquals(1, alive.code(), alive::toString);
            assertTrue(alive.err().contains("the majority is not lost: db-2, db-3"), alive::toString);
            cluster.box(2).kill9();
            cluster.box(3).kill9();

            Map<String, String> untouched = log(survivor);
            Box.Result explained = survivor.awa("recover");
            assertEquals(1, explained.code(), explained::toString);
            assertTrue(explained.err().contains("nothing was changed: this needs --force"), explained::toString);
            assertFalse(Files.exists(survivor.data().resolve("log.2")));
            Box.Result done = survivor.awa("recover", "--force");
            assertEquals(0, done.code(), done::toString);
            assertEquals(untouched, log(survivor), "the former log stays as it was");

            survivor.start().awaitServing();
            await("edits work")
                    .atMost(Box.LONGEST)
                    .until(() -> survivor.awa("node", "add", "after", "10.0.0.1", "81")
                                    .code()
                            == 0);
            assertEquals(2, survivor.status().getInt("epoch"));
            assertTrue(survivor.awa("events").out().contains("epoch 2 begins: db-1 goes on without the majority"));
            Map<String, String> former = log(cluster.box(2));
            cluster.box(2).start();
            cluster.box(3).start();

            for (int number = 2; number <= 3; number++) {
                Box returned = cluster.box(number);
                await(returned.name() + " has fetched everything")
                        .atMost(Box.LONGEST)
                        .pollInterval(Duration.ofMillis(300))
                        .until(() -> returned.awa("node", "show", "after").code() == 0);
                assertEquals(2, returned.status().getInt("epoch"));
                assertTrue(Files.isDirectory(returned.data().resolve("log.2")));
            }
            cluster.awaitAllOnline();
            assertEquals(former, log(cluster.box(2)), "what it had before is still there");
            assertEquals(0, cluster.box(2).stop());
            cluster.box(2).start().awaitServing();
            await("it returns from its new log")
                    .atMost(Box.LONGEST)
                    .until(() -> cluster.box(2).awa("node", "show", "after").code() == 0);
        }
    }

    /** Every file of the log of the first epoch, and a hash of what is in it. */
    private static Map<String, String> log(Box box) throws IOException {
        Map<String, String> found = new TreeMap<>();
        try (Stream<Path> files = Files.list(box.data().resolve("log"))) {
            for (Path file : files.toList()) {
                byte[] bytes = Files.readAllBytes(file);
                found.put(file.getFileName().toString(), bytes.length + " " + Arrays.hashCode(bytes));
            }
        }
        return found;
    }
}
