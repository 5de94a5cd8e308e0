package io.arewealive.standalone.proof;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import javax.management.remote.JMXConnector;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What somebody does in the first hour with a cluster, as processes. */
@Tag("A20")
class FirstHourIT {

    @TempDir
    Path home;

    @Test
    void init_makes_what_a_server_in_that_directory_uses() throws Exception {
        try (var first = new Box(home, "db-1");
                var second = new Box(home, "db-2")) {
            Box.Result made = first.awa("init", "--cluster", "orders", "--name", "db-1", "--host", "127.0.0.1");
            assertEquals(0, made.code(), made::toString);
            Box.Result taken = second.awa("init", "--from", first.directory().toString(), "--name", "db-2");
            assertEquals(0, taken.code(), taken::toString);
            Files.writeString(
                    second.directory().resolve("node.properties"), "awa.node.name=db-2\nawa.node.host=127.0.0.1\n");

            first.start("--first").awaitServing();
            second.start("--join", first.address()).awaitServing();

            assertTrue(first.log().contains("node db-1 of cluster orders serves at"), first::log);
            assertTrue(second.log().contains("node db-2 of cluster orders serves at"), second::log);
            await().atMost(Box.LONGEST).until(() -> second.awa("status").code() == 0);
            Box.Result doctor = second.awa("doctor", "--peer", first.address());
            assertEquals(0, doctor.code(), doctor::toString);
            assertTrue(
                    doctor.out().contains("cluster.p12 (mode rw-------): key-1, CN=AWA cluster orders"), doctor.out());
            assertTrue(doctor.out().contains(first.address() + " is reached from here"), doctor.out());
        }
    }

    @Test
    void edits_say_who_made_them_and_monitors_make_none() throws Exception {
        try (var box = new Box(home, "db-1")) {
            box.start("--first").awaitServing();
            assertEquals(0, box.awa("node", "add", "db-9", "10.0.0.9", "7809").code());
            assertEquals(0, box.awa("config", "set", "awa.profile", "fast").code());
            String user = System.getProperty("user.name");
            assertTrue(box.awa("changes").out().contains("by operator (" + user), box.awa("changes")::toString);
            assertTrue(box.awa("events").out().contains("operator (" + user), box.awa("events")::toString);

            var table = new ObjectName("io.arewealive:type=NodeTable,cluster=awa,node=db-1");
            String[] text = {"java.lang.String"};
            try (JMXConnector monitor = Beans.connect(box.data(), "monitor")) {
                MBeanServerConnection beans = monitor.getMBeanServerConnection();
                assertThrows(SecurityException.class, () -> beans.invoke(table, "delete", new Object[] {"db-9"}, text));
                assertEquals(2, ((Object[]) beans.getAttribute(table, "Nodes")).length);
            }
            try (JMXConnector operator = Beans.connect(box.data(), "operator")) {
                operator.getMBeanServerConnection().invoke(table, "delete", new Object[] {"db-9"}, text);
            }
            assertTrue(box.awa("changes").out().contains("by operator, command"), box.awa("changes")::toString);
            assertEquals("rw-------", mode(box, "operator"));
            assertEquals("rw-r-----", mode(box, "monitor"));
            assertFalse(Files.readString(box.data().resolve("run/control.properties"))
                    .contains("password"));
        }
    }

    private static String mode(Box box, String role) throws Exception {
        return PosixFilePermissions.toString(
                Files.getPosixFilePermissions(box.data().resolve("run/" + role + ".properties")));
    }
}
