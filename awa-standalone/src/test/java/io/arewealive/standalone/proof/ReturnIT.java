package io.arewealive.standalone.proof;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.arewealive.standalone.control.Server;
import jakarta.json.JsonObject;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server comes back to others that are gone, elsewhere or silent. */
class ReturnIT {

    @TempDir
    private Path home;

    private Cluster cluster;

    @AfterEach
    void close() {
        if (cluster != null) {
            cluster.close();
        }
    }

    @Test
    @Tag("A6")
    @Tag("A14")
    void alone_it_shows_its_own_table_as_not_synced_until_another_returns() throws Exception {
        cluster = Cluster.of(home, 3);
        assertEquals(
                0,
                cluster.box(2).awa("node", "add", "spare", "10.0.0.9", "7800").code());
        awaitSameVersion(4);
        cluster.boxes().forEach(Box::kill9);

        Box lonely = cluster.box(3).start().awaitServing();
        JsonObject status = lonely.status();
        assertFalse(status.getBoolean("synced"), status::toString);
        assertFalse(status.getBoolean("quorum"), status::toString);
        assertEquals(4, status.getInt("version"), status::toString);
        assertEquals(4, status.getJsonArray("nodes").size(), status::toString);
        Box.Result shown = lonely.awa("status");
        assertEquals(2, shown.code(), shown::toString);
        assertTrue(shown.out().contains("NOT SYNCED"), shown::toString);
        try (Server server = lonely.connect()) {
            assertFalse(server.askStatus(Duration.ofMillis(200)).synced());
        }
        Box.Result edit = lonely.awa("node", "delete", "spare");
        assertEquals(106, edit.code(), edit::toString);

        cluster.box(1).moveTo(Ports.free());
        cluster.box(1).start().awaitServing();
        await("synced again").atMost(Box.LONGEST).until(() -> lonely.status().getBoolean("synced"));
        await("the moved row")
                .atMost(Box.LONGEST)
                .until(() -> rowsOf("db-1", lonely).equals(cluster.box(1).address() + " "));
        assertEquals(4, lonely.status().getJsonArray("nodes").size());
    }

    @Test
    @Tag("A5")
    void it_finds_the_one_of_five_that_lives() throws Exception {
        cluster = Cluster.of(home, 2);
        Box alive = cluster.box(1);
        Box returning = cluster.box(2);
        try (var silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                var mute = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int[] ports = {Ports.free(), Ports.free(), silent.getLocalPort(), mute.getLocalPort()};
            for (int port : ports) {
                Box.Result added = alive.awa("node", "add", "dead-" + port, "127.0.0.1", Integer.toString(port));
                assertEquals(0, added.code(), added::toString);
            }
            awaitSameVersion(6);

            for (int time = 0; time < 2; time++) {
                returning.kill9();
                Instant started = Instant.now();
                returning.start().awaitServing();
                await("synced")
                        .atMost(Box.LONGEST)
                        .until(() -> returning.status().getBoolean("synced"));
                Duration taken = Duration.between(started, Instant.now());
                assertTrue(taken.toSeconds() < 20, taken::toString);
                assertEquals(Picture.of(alive), Picture.of(returning));
            }
        }
    }

    private void awaitSameVersion(long version) {
        cluster.boxes()
                .forEach(box -> await(box.name() + " at " + version)
                        .atMost(Box.LONGEST)
                        .ignoreExceptions()
                        .during(Duration.ofSeconds(1))
                        .until(() -> {
                            try (Server server = box.connect()) {
                                return server.nodes().version() == version;
                            }
                        }));
    }

    private static String rowsOf(String name, Box viewer) {
        var rows = new StringBuilder();
        viewer.status().getJsonArray("nodes").getValuesAs(JsonObject.class).stream()
                .filter(node -> node.getString("name").equals(name))
                .forEach(node -> rows.append(node.getString("host"))
                        .append(':')
                        .append(node.getInt("port"))
                        .append(' '));
        return rows.toString();
    }
}
