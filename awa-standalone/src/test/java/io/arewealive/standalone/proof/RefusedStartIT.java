package io.arewealive.standalone.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Starts and commands that must fail, or must not need more than they have. */
class RefusedStartIT {

    @TempDir
    private Path home;

    private Box box;

    @BeforeEach
    void prepare() {
        box = new Box(home, "db-1");
    }

    @AfterEach
    void close() {
        box.close();
    }

    @Test
    void a_second_server_on_the_same_data_is_refused_and_the_first_goes_on() {
        box.start("--first").awaitServing();

        Box.Result second = box.awa("server", "--port", Integer.toString(Ports.free()));

        assertEquals(75, second.code(), second::toString);
        assertEquals(1, second.err().lines().count(), second::toString);
        assertTrue(second.err().contains("data") && second.err().contains("process " + box.pid()), second::toString);
        assertEquals(0, box.awa("status").code());
    }

    @Test
    void a_port_that_is_taken_is_named() throws Exception {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            box.moveTo(taken.getLocalPort());

            Box.Result refused = box.awa("server", "--first");

            assertEquals(76, refused.code(), refused::toString);
            assertEquals(1, refused.err().lines().count(), refused::toString);
            assertTrue(refused.err().contains(Integer.toString(taken.getLocalPort())), refused::toString);
            assertEquals(64, box.awa("server").code(), "no cluster was founded by a start that failed");
        }
    }

    @Test
    void a_data_directory_that_cannot_be_written_is_named() throws Exception {
        Files.createDirectory(box.data());
        Files.setPosixFilePermissions(box.data(), PosixFilePermissions.fromString("r-xr-xr-x"));
        try {
            Box.Result refused = Launcher.run(box.directory(), unprivileged("server", "--first"));

            assertEquals(73, refused.code(), refused::toString);
            assertEquals(1, refused.err().lines().count(), refused::toString);
            assertTrue(refused.err().contains("data"), refused::toString);
        } finally {
            Files.setPosixFilePermissions(box.data(), PosixFilePermissions.fromString("rwxr-xr-x"));
        }
    }

    @Test
    void every_problem_of_the_configuration_is_told_at_once() throws Exception {
        Files.writeString(
                box.directory().resolve("cluster_info.json"),
                "{\"my_name\": \"a b\", \"my_host\": \"127.0.0.1\", \"my_port\": \"many\"}");
        Files.writeString(box.directory().resolve("awa.properties"), """
                awa.voters.max=2
                awa.nod.name=x
                awa.lease=soon
                awa.snmp.enabled=true
                awa.snmp.trap.nms.target=10.0.0.1
                awa.snmp.trap.nms.version=v2c
                """);
        List<String> wrongs = List.of(
                "a b",
                "many",
                "awa.voters.max",
                "awa.nod.name",
                "awa.lease",
                "awa.properties:2",
                "awa.snmp.trap.nms.target (awa.properties:5)",
                "awa.snmp.trap.nms.community");

        Box.Result refused = box.awa("server", "--first");

        assertEquals(78, refused.code(), refused::toString);
        Box.Result checked = box.awa("config", "check");
        assertEquals(78, checked.code(), checked::toString);
        for (String wrong : wrongs) {
            assertTrue(refused.err().contains(wrong), () -> wrong + " is missing in " + refused);
            assertTrue(checked.err().contains(wrong), () -> wrong + " is missing in " + checked);
        }
        assertFalse(Files.exists(box.data()), "nothing is made when nothing starts");
    }

    @Test
    @Tag("A17")
    void status_needs_no_write_access_to_the_data() throws Exception {
        box.start("--first").awaitServing();
        Path run = box.data().resolve("run");
        List<Path> closed = new ArrayList<>();
        try (Stream<Path> files = Files.list(run)) {
            files.forEach(closed::add);
        }
        closed.addAll(List.of(run, box.data()));
        Files.setPosixFilePermissions(run.resolve("operator.properties"), PosixFilePermissions.fromString("---------"));
        Files.setPosixFilePermissions(run, PosixFilePermissions.fromString("r-x------"));
        Files.setPosixFilePermissions(box.data(), PosixFilePermissions.fromString("r-x------"));
        try {
            Box.Result shown = Launcher.run(box.directory(), unprivileged("status"));
            assertEquals(0, shown.code(), shown::toString);
            assertTrue(shown.out().contains("Online"), shown::toString);

            Box.Result json = Launcher.run(box.directory(), unprivileged("status", "--json"));
            assertEquals(0, json.code(), json::toString);
            assertTrue(json.out().startsWith("{"), json::toString);

            Box.Result edit = Launcher.run(box.directory(), unprivileged("node", "add", "x", "10.0.0.1", "7800"));
            assertEquals(77, edit.code(), edit::toString);
        } finally {
            Files.setPosixFilePermissions(box.data(), PosixFilePermissions.fromString("rwxr-xr-x"));
            Files.setPosixFilePermissions(run, PosixFilePermissions.fromString("rwxr-x---"));
        }
    }

    /** The administrator of the machine may write everywhere, unless that right is taken away. */
    private static List<String> unprivileged(String... arguments) {
        List<String> command = new ArrayList<>();
        if (System.getProperty("user.name").equals("root")) {
            command.addAll(List.of("setpriv", "--bounding-set=-dac_override,-dac_read_search"));
        }
        command.addAll(Launcher.command(arguments));
        return command;
    }
}
