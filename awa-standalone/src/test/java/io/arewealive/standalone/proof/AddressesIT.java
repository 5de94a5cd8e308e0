package io.arewealive.standalone.proof;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The ways in which an address may be written, and what a name may mean. */
@Tag("A2")
class AddressesIT {

    @TempDir
    private Path home;

    private Box first;
    private Box second;

    @BeforeEach
    void prepare() {
        first = new Box(home, "db-1");
        second = new Box(home, "db-2");
    }

    @AfterEach
    void close() {
        second.close();
        first.close();
    }

    @Test
    void a_name_with_several_addresses_means_all_of_them() throws Exception {
        first.start("--first").awaitServing();
        Path hosts = Files.writeString(
                home.resolve("hosts"),
                "127.0.0.9 any.orders\n::1 any.orders\n127.0.0.1 any.orders\n127.0.0.8 any.orders\n127.0.0.1 localhost\n");

        second.startBy(
                List.of("env", "JAVA_TOOL_OPTIONS=-Djdk.net.hosts.file=" + hosts),
                "--join",
                "nobody.orders:" + first.port() + ",any.orders:" + first.port());

        awaitBothOnline();
    }

    @Test
    void addresses_of_version_six_are_written_with_and_without_brackets() throws Exception {
        write(first, "::1");
        write(second, "[::1]");
        first.startBy(List.of("env", "AWA_BIND=::1"), "--first").awaitServing();

        second.startBy(List.of("env", "AWA_BIND=[::1]"), "--join", "[::1]:" + first.port());

        awaitBothOnline();
        assertTrue(first.log().contains(" serves at [::1]:" + first.port()), first::log);
        assertTrue(second.awa("node", "list").out().contains("::1"), second.awa("node", "list")::toString);
    }

    private void awaitBothOnline() {
        second.awaitServing();
        await().atMost(Box.LONGEST)
                .until(() -> second.status().getJsonObject("summary").getInt("online") == 2);
        assertEquals(2, first.status().getJsonArray("nodes").size());
    }

    private static void write(Box box, String host) throws IOException {
        Files.writeString(
                box.directory().resolve("cluster_info.json"),
                "{\"my_name\": \"" + box.name() + "\", \"my_host\": \"" + host + "\", \"my_port\": " + box.port()
                        + "}");
    }
}
