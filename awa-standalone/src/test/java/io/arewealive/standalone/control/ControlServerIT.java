package io.arewealive.standalone.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.Serial;
import java.io.Serializable;
import java.lang.management.ManagementFactory;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import javax.management.Attribute;
import javax.management.MBeanServer;
import javax.management.MBeanServerConnection;
import javax.management.MBeanServerFactory;
import javax.management.ObjectName;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The control with a client that has the JDK alone. */
@SuppressWarnings("BanJNDI") // The address is of a server that this test started.
class ControlServerIT {

    private static final AtomicInteger READ = new AtomicInteger();

    @TempDir
    Path data;

    private ObjectName probe;
    private ControlServer control;

    @BeforeEach
    void open() throws Exception {
        MBeanServer beans = MBeanServerFactory.newMBeanServer();
        probe = new ObjectName("io.arewealive:type=Probe");
        beans.registerMBean(new Probe.Bean(), probe);
        beans.registerMBean(new Probe.Bean(), new ObjectName("elsewhere:type=Probe"));
        beans.registerMBean(ManagementFactory.getRuntimeMXBean(), new ObjectName("java.lang:type=Runtime"));
        control = ControlServer.open(data, beans, Map.of("name", "db-1"));
    }

    @AfterEach
    void close() {
        control.close();
    }

    /** An object of a class that has no business in a management call. */
    private static final class Foreign implements Serializable {

        @Serial
        private static final long serialVersionUID = 1;

        @Serial
        private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
            READ.incrementAndGet();
            in.defaultReadObject();
        }
    }

    @Test
    void an_operator_reads_calls_and_changes() throws Exception {
        try (JMXConnector connector = connect("operator")) {
            MBeanServerConnection beans = connector.getMBeanServerConnection();

            beans.setAttribute(probe, new Attribute("Thing", "new"));

            assertEquals("new", beans.getAttribute(probe, "Thing"));
            assertEquals("yes", beans.invoke(probe, "answer", null, null));
            assertEquals("done", beans.invoke(probe, "act", null, null));
        }
    }

    @Test
    void a_monitor_reads_and_calls_what_only_answers() throws Exception {
        try (JMXConnector connector = connect("monitor")) {
            MBeanServerConnection beans = connector.getMBeanServerConnection();

            assertEquals("nothing", beans.getAttribute(probe, "Thing"));
            assertEquals("yes", beans.invoke(probe, "answer", null, null));
            assertThrows(SecurityException.class, () -> beans.invoke(probe, "act", null, null));
            assertThrows(SecurityException.class, () -> beans.setAttribute(probe, new Attribute("Thing", "new")));
            assertEquals("nothing", beans.getAttribute(probe, "Thing"));
        }
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void nobody_makes_beans_or_operates_those_of_others(Role role) throws Exception {
        try (JMXConnector connector = connect(role.word())) {
            MBeanServerConnection beans = connector.getMBeanServerConnection();

            assertThrows(
                    SecurityException.class,
                    () -> beans.createMBean("javax.management.loading.MLet", new ObjectName("x:type=MLet")));
            assertThrows(SecurityException.class, () -> beans.unregisterMBean(probe));
            assertThrows(
                    SecurityException.class,
                    () -> beans.invoke(new ObjectName("elsewhere:type=Probe"), "answer", null, null));
        }
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void nobody_sees_what_the_process_was_started_with(Role role) throws Exception {
        var runtime = new ObjectName("java.lang:type=Runtime");
        try (JMXConnector connector = connect(role.word())) {
            MBeanServerConnection beans = connector.getMBeanServerConnection();

            assertThrows(SecurityException.class, () -> beans.getAttribute(runtime, "InputArguments"));
            assertEquals(
                    List.of("Uptime"),
                    beans.getAttributes(runtime, new String[] {"SystemProperties", "Uptime"}).asList().stream()
                            .map(Attribute::getName)
                            .toList());
        }
    }

    @ParameterizedTest
    @CsvSource({"operator,wrong", "monitor,", "nobody,wrong", ",wrong"})
    void a_wrong_user_or_password_is_refused(String user, String password) throws IOException {
        var credentials = Map.of(JMXConnector.CREDENTIALS, new String[] {user, password});
        var url = new JMXServiceURL(file("operator").getProperty("url"));

        assertThrows(SecurityException.class, () -> JMXConnectorFactory.connect(url, credentials));
        assertThrows(SecurityException.class, () -> JMXConnectorFactory.connect(url));
    }

    @Test
    void the_password_of_one_role_does_not_open_the_other() throws IOException {
        Properties monitor = file("monitor");
        var url = new JMXServiceURL(file("operator").getProperty("url"));
        var credentials = Map.of(
                JMXConnector.CREDENTIALS, new String[] {monitor.getProperty("user"), monitor.getProperty("password")});

        assertThrows(SecurityException.class, () -> JMXConnectorFactory.connect(url, credentials));
    }

    @Test
    void an_object_of_a_foreign_class_is_refused_unread() throws Exception {
        try (JMXConnector connector = connect("operator")) {
            MBeanServerConnection beans = connector.getMBeanServerConnection();

            assertThrows(Exception.class, () -> beans.setAttribute(probe, new Attribute("Thing", new Foreign())));

            assertEquals(0, READ.get());
            assertEquals("nothing", beans.getAttribute(probe, "Thing"));
        }
    }

    @Test
    void only_those_who_may_can_read_the_files() throws IOException {
        assertEquals("rw-------", mode("operator.properties"));
        assertEquals("rw-r-----", mode("monitor.properties"));
        assertEquals("rw-r--r--", mode("control.properties"));
        assertEquals("rwxr-x---", PosixFilePermissions.toString(Files.getPosixFilePermissions(data.resolve("run"))));
        assertFalse(Files.readString(data.resolve("run/control.properties")).contains("password"));
    }

    @Test
    void it_listens_on_loopback_only() throws IOException {
        int port = Integer.parseInt(file("control").getProperty("port"));
        List<InetAddress> others = Collections.list(NetworkInterface.getNetworkInterfaces()).stream()
                .flatMap(NetworkInterface::inetAddresses)
                .filter(address -> !address.isLoopbackAddress() && !address.isLinkLocalAddress())
                .toList();
        assumeTrue(!others.isEmpty(), "this machine has loopback only");

        for (InetAddress address : others) {
            try (var socket = new Socket()) {
                assertThrows(ConnectException.class, () -> socket.connect(new InetSocketAddress(address, port), 1_000));
            }
        }
    }

    @Test
    void closing_ends_it_and_removes_the_files() throws Exception {
        Properties access = file("operator");
        control.close();
        control.close();

        try (Stream<Path> left = Files.list(data.resolve("run"))) {
            assertEquals(List.of(), left.toList());
        }
        assertThrows(IOException.class, () -> connect(access));
    }

    @Test
    void every_start_makes_new_passwords() throws Exception {
        String before = file("operator").getProperty("password");
        control.close();
        control = ControlServer.open(data, MBeanServerFactory.newMBeanServer(), Map.of());

        assertFalse(before.equals(file("operator").getProperty("password")));
        assertTrue(before.length() >= 32);
    }

    private JMXConnector connect(String role) throws IOException {
        return connect(file(role));
    }

    private static JMXConnector connect(Properties access) throws IOException {
        return JMXConnectorFactory.connect(
                new JMXServiceURL(access.getProperty("url")), Map.of(JMXConnector.CREDENTIALS, new String[] {
                    access.getProperty("user"), access.getProperty("password")
                }));
    }

    private Properties file(String name) throws IOException {
        var properties = new Properties();
        try (var reader = Files.newBufferedReader(data.resolve("run").resolve(name + ".properties"))) {
            properties.load(reader);
        }
        return properties;
    }

    private String mode(String name) throws IOException {
        return PosixFilePermissions.toString(
                Files.getPosixFilePermissions(data.resolve("run").resolve(name)));
    }
}
