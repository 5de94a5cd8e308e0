package io.arewealive.standalone.control;

import java.io.IOException;
import java.rmi.server.RMIClientSocketFactory;
import java.rmi.server.RMIServerSocketFactory;
import java.util.Map;
import javax.management.MBeanServer;
import javax.management.remote.JMXConnectorServer;
import javax.management.remote.JMXServiceURL;
import javax.management.remote.rmi.RMIConnection;
import javax.management.remote.rmi.RMIConnectorServer;
import javax.management.remote.rmi.RMIJRMPServerImpl;
import javax.security.auth.Subject;
import org.jspecify.annotations.Nullable;

/** A connector for one user with one role. Objects of classes that have no business in a management call stay unread. */
final class RoleServer extends RMIJRMPServerImpl {

    /** The longest array: two values of a mebibyte in one call, packed. */
    private static final String OBJECTS =
            "java.lang.**;java.util.**;javax.management.**;java.rmi.**;javax.security.auth.**;maxdepth=20;maxarray=2300000;!*";

    static final String CREDENTIALS = "java.lang.String;maxdepth=2;maxarray=2;maxbytes=10000;!*";

    private static final String LOOPBACK = "127.0.0.1";

    private final String host;

    private RoleServer(String host, Place place, Map<String, Object> environment) throws IOException {
        super(place.port(), place.callers().orElse(null), place.sockets(), environment);
        this.host = host;
    }

    /**
     * Where connectors listen.
     *
     * @param port 0 for any free one
     * @param callers with what callers make their sockets; empty for plain ones
     * @param sockets with what is listened
     */
    record Place(int port, java.util.Optional<RMIClientSocketFactory> callers, RMIServerSocketFactory sockets) {}

    /**
     * A connector and the way in.
     *
     * @param connector to start and to stop
     * @param server that lets in who shows the password
     */
    record Made(RMIConnectorServer connector, RoleServer server) {}

    /** Not started yet. */
    static Made of(String host, Place place, Password password, RoleGuard guard, MBeanServer beans) throws IOException {
        Map<String, Object> environment = Map.of(
                JMXConnectorServer.AUTHENTICATOR, password,
                RMIConnectorServer.SERIAL_FILTER_PATTERN, OBJECTS,
                RMIConnectorServer.CREDENTIALS_FILTER_PATTERN, CREDENTIALS);
        var server = new RoleServer(host, place, environment);
        var url = new JMXServiceURL("rmi", LOOPBACK, 0); // clients follow the stub in it, not this
        var connector = new RMIConnectorServer(url, environment, server, beans);
        connector.setMBeanServerForwarder(guard.forwarder());
        return new Made(connector, server);
    }

    @Override
    protected void export() throws IOException {
        StubHost.during(host, () -> {
            super.export();
            return true;
        });
    }

    @Override
    protected RMIConnection makeClient(String connectionId, @Nullable Subject subject) throws IOException {
        return StubHost.during(host, () -> super.makeClient(connectionId, subject));
    }
}
