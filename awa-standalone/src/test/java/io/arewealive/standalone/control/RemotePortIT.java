package io.arewealive.standalone.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.arewealive.StartException;
import io.arewealive.StartException.Reason;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.Serial;
import java.io.Serializable;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.rmi.AccessException;
import java.rmi.ServerException;
import java.rmi.registry.LocateRegistry;
import java.rmi.registry.Registry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import javax.management.Attribute;
import javax.management.MBeanServer;
import javax.management.MBeanServerConnection;
import javax.management.MBeanServerFactory;
import javax.management.Notification;
import javax.management.NotificationListener;
import javax.management.ObjectName;
import javax.management.StandardMBean;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The JMX port with a client that has the JDK alone. */
@SuppressWarnings("BanJNDI") // The address is of a server that this test started.
class RemotePortIT {

    private static final String HOST = "127.0.0.1";
    private static final List<JmxUser> USERS = List.of(
            new JmxUser("alice", Role.OPERATOR, "alice's secret"), new JmxUser("bob", Role.MONITOR, "bob's secret"));
    private static final AtomicInteger READ = new AtomicInteger();

    private final MBeanServer beans = MBeanServerFactory.newMBeanServer();
    private ObjectName probe;
    private int port;
    private RemotePort open;

    @BeforeEach
    void open() throws Exception {
        probe = new ObjectName("io.arewealive:type=Probe");
        beans.registerMBean(new Probe.Bean(), probe);
        port = free();
        open = RemotePort.open(settings(), beans);
    }

    @AfterEach
    void close() {
        open.close();
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

    /** A bean that another one could be made to call. */
    public interface Ear extends NotificationListener {}

    @Test
    void an_operator_reads_calls_and_changes() throws Exception {
        try (JMXConnector connector = connect("alice", "alice's secret")) {
            MBeanServerConnection server = connector.getMBeanServerConnection();

            server.setAttribute(probe, new Attribute("Thing", "new"));

            assertEquals("new", server.getAttribute(probe, "Thing"));
            assertEquals("yes", server.invoke(probe, "answer", null, null));
            assertEquals("done", server.invoke(probe, "act", null, null));
        }
    }

    @Test
    void a_monitor_reads_and_calls_what_only_answers() throws Exception {
        try (JMXConnector connector = connect("bob", "bob's secret")) {
            MBeanServerConnection server = connector.getMBeanServerConnection();

            assertEquals("nothing", server.getAttribute(probe, "Thing"));
            assertEquals("yes", server.invoke(probe, "answer", null, null));
            assertThrows(SecurityException.class, () -> server.invoke(probe, "act", null, null));
            assertThrows(SecurityException.class, () -> server.setAttribute(probe, new Attribute("Thing", "new")));
            assertEquals("nothing", server.getAttribute(probe, "Thing"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"alice", "bob"})
    void nobody_makes_beans(String user) throws Exception {
        try (JMXConnector connector = connect(user, user + "'s secret")) {
            MBeanServerConnection server = connector.getMBeanServerConnection();

            assertThrows(
                    SecurityException.class,
                    () -> server.createMBean("javax.management.loading.MLet", new ObjectName("x:type=MLet")));
            assertThrows(SecurityException.class, () -> server.unregisterMBean(probe));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"alice", "bob"})
    void nobody_lets_a_bean_listen_to_another(String user) throws Exception {
        var ear = new ObjectName("io.arewealive:type=Ear");
        List<Notification> heard = new ArrayList<>();
        beans.registerMBean(
                new StandardMBean((Ear) (notification, handback) -> heard.add(notification), Ear.class), ear);
        var delegate = new ObjectName("JMImplementation:type=MBeanServerDelegate");
        try (JMXConnector connector = connect(user, user + "'s secret")) {
            MBeanServerConnection server = connector.getMBeanServerConnection();

            assertThrows(
                    SecurityException.class, () -> server.addNotificationListener(delegate, ear, null, "handback"));
            server.addNotificationListener(delegate, (notification, handback) -> {}, null, null);
        }
        assertEquals(List.of(), heard);
    }

    @ParameterizedTest
    @CsvSource({"alice,bob's secret", "bob,", "nobody,alice's secret", ",alice's secret", "alice,wrong"})
    void a_wrong_user_or_password_is_refused(String user, String password) {
        assertThrows(SecurityException.class, () -> connect(user, password));
        assertThrows(SecurityException.class, () -> JMXConnectorFactory.connect(url()));
    }

    @Test
    void an_object_of_a_foreign_class_is_refused_unread() throws Exception {
        try (JMXConnector connector = connect("alice", "alice's secret")) {
            MBeanServerConnection server = connector.getMBeanServerConnection();

            assertThrows(Exception.class, () -> server.setAttribute(probe, new Attribute("Thing", new Foreign())));

            assertEquals(0, READ.get());
            assertEquals("nothing", server.getAttribute(probe, "Thing"));
        }
    }

    @Test
    void a_foreign_object_in_place_of_credentials_is_refused_unread() {
        Map<String, Object> credentials = Map.of(JMXConnector.CREDENTIALS, new Foreign());

        assertThrows(Exception.class, () -> JMXConnectorFactory.connect(url(), credentials));

        assertEquals(0, READ.get());
    }

    @Test
    void the_registry_and_all_that_it_gives_are_at_one_port() throws Exception {
        String stub = LocateRegistry.getRegistry(HOST, port).lookup("jmxrmi").toString();

        assertTrue(stub.contains(HOST + ":" + port), stub);
        try (JMXConnector connector = connect("bob", "bob's secret")) {
            assertTrue(connector.toString().contains(HOST + ":" + port), connector::toString);
        }
    }

    @Test
    void nobody_on_this_machine_puts_another_object_in_its_place() throws Exception {
        Registry registry = LocateRegistry.getRegistry(HOST, port);
        var stub = registry.lookup("jmxrmi");

        for (Executable change :
                List.<Executable>of(() -> registry.rebind("jmxrmi", stub), () -> registry.unbind("jmxrmi"))) {
            var refused = assertThrows(ServerException.class, change);
            assertEquals(AccessException.class, refused.getCause().getClass(), refused::toString);
        }

        assertEquals(List.of("jmxrmi"), List.of(registry.list()));
    }

    @Test
    void a_port_that_is_taken_is_named() {
        var failure = assertThrows(StartException.class, () -> RemotePort.open(settings(), beans));

        assertEquals(Reason.PORT_IN_USE, failure.reason());
        assertTrue(failure.getMessage().contains("awa.jmx.port"), failure::getMessage);
        assertTrue(failure.getMessage().contains(HOST + ":" + port), failure::getMessage);
    }

    @Test
    void only_so_many_callers_are_taken() throws Exception {
        List<Socket> callers = new ArrayList<>();
        try {
            for (int i = 0; i < PortSockets.MOST + 20; i++) {
                callers.add(new Socket(InetAddress.getLoopbackAddress(), port));
            }
            Awaitility.await().until(() -> open.connections() == PortSockets.MOST);
        } finally {
            for (Socket caller : callers) {
                caller.close();
            }
        }
        Awaitility.await().until(() -> open.connections() == 0);
        connect("bob", "bob's secret").close();
    }

    @Test
    void closing_frees_the_port_and_ends_the_connections() throws Exception {
        try (JMXConnector connector = connect("bob", "bob's secret")) {
            MBeanServerConnection server = connector.getMBeanServerConnection();
            open.close();

            assertThrows(IOException.class, server::getMBeanCount);
        } catch (IOException e) {
            // The client cannot say goodbye any more.
        }
        new ServerSocket(port, 1, InetAddress.getLoopbackAddress()).close();
        open = RemotePort.open(settings(), beans);
        connect("bob", "bob's secret").close();
    }

    @Test
    void the_host_of_the_jvm_is_left_as_it_was() throws Exception {
        String before = System.getProperty("java.rmi.server.hostname");

        connect("bob", "bob's secret").close();

        assertEquals(before, System.getProperty("java.rmi.server.hostname"));
    }

    private RemotePort.Settings settings() {
        return new RemotePort.Settings(port, HOST, HOST, Optional.empty(), USERS);
    }

    private JMXServiceURL url() throws IOException {
        return new JMXServiceURL("service:jmx:rmi:///jndi/rmi://" + HOST + ":" + port + "/jmxrmi");
    }

    private JMXConnector connect(String user, String password) throws IOException {
        return JMXConnectorFactory.connect(url(), Map.of(JMXConnector.CREDENTIALS, new String[] {user, password}));
    }

    private static int free() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
