package io.arewealive.standalone.proof;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.StringReader;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an operator does to the voters and the log of real servers. */
@Tag("R9")
@Tag("R10")
@Tag("R11")
class MembersIT {

    @Test
    void an_operator_moves_seats_looks_at_the_log_and_a_node_returns_after_ten_snapshots(@TempDir Path home)
            throws Exception {
        try (Cluster cluster = Cluster.of(home, 4)) {
            Box leader = box(cluster, log(cluster.box(1)).getString("leader"));
            Box outsider = box(cluster, observer(log(leader)));

            Box.Result added = leader.awa("member", "add", outsider.name());
            assertEquals(0, added.code(), added::toString);
            Box.Result removed = outsider.awa("member", "remove", leader.name(), "--timeout", "20");
            assertEquals(0, removed.code(), removed::toString);
            assertTrue(!removed.out().contains(leader.name()), removed::toString);
            assertEquals("removed", member(log(outsider), leader.name()).getString("votes"));
            Box.Result unknown = leader.awa("member", "add", "nobody");
            assertEquals(1, unknown.code(), unknown::toString);

            cluster.box(4).kill9();
            for (int period = 0; period < 10; period++) {
                assertEquals(0, cluster.box(2).awa("log", "noop").code());
                Box.Result taken = cluster.box(2).awa("log", "snapshot");
                assertTrue(taken.out().matches("snapshot at index \\d+\\n"), taken::toString);
            }
            cluster.box(4).start().awaitServing();
            await("db-4 has caught up")
                    .atMost(Box.LONGEST)
                    .pollInterval(Duration.ofMillis(300))
                    .until(() -> log(cluster.box(4)).getInt("applied")
                            >= log(cluster.box(2)).getInt("snapshotIndex"));
        }
    }

    private static Box box(Cluster cluster, String name) {
        return cluster.boxes().stream()
                .filter(box -> box.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static String observer(JsonObject log) {
        return log.getJsonArray("members").getValuesAs(JsonObject.class).stream()
                .filter(member -> member.getString("role").equals("observer"))
                .findFirst()
                .orElseThrow()
                .getString("name");
    }

    private static JsonObject member(JsonObject log, String name) {
        return log.getJsonArray("members").getValuesAs(JsonObject.class).stream()
                .filter(member -> member.getString("name").equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static JsonObject log(Box box) {
        Box.Result result = box.awa("log", "status", "--json");
        assertEquals(0, result.code(), result::toString);
        return Json.createReader(new StringReader(result.out())).readObject();
    }
}
