package io.arewealive.standalone.control;

import io.arewealive.StartException;
import io.arewealive.StartException.Reason;
import io.arewealive.core.trust.ClusterKeys;
import io.arewealive.node.Node;
import java.io.IOException;
import java.io.ObjectInputFilter;
import java.net.BindException;
import java.net.InetAddress;
import java.rmi.NoSuchObjectException;
import java.rmi.Remote;
import java.rmi.registry.LocateRegistry;
import java.rmi.registry.Registry;
import java.rmi.server.RMIClientSocketFactory;
import java.rmi.server.UnicastRemoteObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.management.MBeanServer;
import javax.management.remote.JMXConnectorServer;
import javax.rmi.ssl.SslRMIClientSocketFactory;

/**
 * JMX from other programs and machines at one fixed port: the registry in which clients look for {@code jmxrmi} and everything that they are
 * led to. A connector for each user behind a common door; with TLS where the cluster has keys. Clients need the JDK alone.
 */
final class RemotePort implements AutoCloseable {

    private static final String NAME = "jmxrmi";

    private final Settings settings;
    private final PortSockets sockets;
    private final List<Remote> exported = new ArrayList<>();
    private final List<JMXConnectorServer> connectors = new ArrayList<>();

    private RemotePort(Settings settings) throws IOException {
        this.settings = settings;
        this.sockets = new PortSockets(InetAddress.getByName(settings.bind()), settings.keys());
    }

    /**
     * What is said about the port.
     *
     * @param port to listen at
     * @param bind the local address to listen at
     * @param host what clients dial
     * @param keys for TLS; empty: none
     * @param users who is let in; at least one
     */
    record Settings(int port, String bind, String host, Optional<ClusterKeys> keys, List<JmxUser> users) {

        @Override
        public String toString() {
            return Node.address(bind, port);
        }
    }

    /**
     * Opens it.
     *
     * @throws StartException if the port is taken, or the address none of this machine
     */
    static RemotePort open(Settings settings, MBeanServer beans) {
        try {
            var port = new RemotePort(settings);
            try {
                port.start(beans);
                return port;
            } catch (IOException | RuntimeException e) {
                port.close();
                throw e;
            }
        } catch (IOException e) {
            throw failure(settings, e);
        }
    }

    /** How many callers are connected. */
    int connections() {
        return sockets.connections();
    }

    @Override
    public void close() {
        exported.forEach(RemotePort::hide);
        exported.clear();
        for (JMXConnectorServer connector : connectors) {
            try {
                connector.stop();
            } catch (IOException e) {
                // A client that does not answer: its connection ends just below.
            }
        }
        connectors.clear();
        sockets.close();
    }

    private void start(MBeanServer beans) throws IOException {
        Optional<RMIClientSocketFactory> callers = settings.keys().map(keys -> new SslRMIClientSocketFactory());
        Registry registry = StubHost.during(
                settings.host(), () -> LocateRegistry.createRegistry(settings.port(), callers.orElse(null), sockets));
        exported.add(registry);
        var place = new RoleServer.Place(settings.port(), callers, sockets);
        Map<String, RoleServer> servers = new HashMap<>();
        for (JmxUser user : settings.users()) {
            var guard = new RoleGuard(user.role(), user.name());
            var made = RoleServer.of(settings.host(), place, new Password(user.name(), user.password()), guard, beans);
            connectors.add(made.connector());
            made.connector().start();
            servers.put(user.name(), made.server());
        }
        var door = new Door(servers);
        Remote stub = StubHost.during(
                settings.host(),
                () -> UnicastRemoteObject.exportObject(
                        door,
                        settings.port(),
                        callers.orElse(null),
                        sockets,
                        ObjectInputFilter.Config.createFilter(RoleServer.CREDENTIALS)));
        exported.add(door);
        registry.rebind(NAME, stub);
    }

    private static void hide(Remote object) {
        try {
            UnicastRemoteObject.unexportObject(object, true);
        } catch (NoSuchObjectException e) {
            // It is hidden already.
        }
    }

    private static StartException failure(Settings settings, IOException e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof BindException) {
                return new StartException(
                        Reason.PORT_IN_USE,
                        "awa.jmx.port: " + settings + " cannot be listened on: it is in use, or no address of this"
                                + " machine (" + cause.getMessage() + "); stop the other process, or set another port"
                                + " or awa.jmx.bind",
                        e);
            }
        }
        return new StartException(Reason.INCOMPLETE, "awa.jmx.port: " + settings + " cannot be opened: " + e, e);
    }
}
