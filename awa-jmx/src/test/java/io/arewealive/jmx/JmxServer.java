package io.arewealive.jmx;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.rmi.server.RMIServerSocketFactory;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import javax.management.MBeanServer;
import javax.management.remote.JMXAuthenticator;
import javax.management.remote.JMXConnectorServer;
import javax.management.remote.JMXConnectorServerFactory;
import javax.management.remote.JMXPrincipal;
import javax.management.remote.JMXServiceURL;
import javax.security.auth.Subject;

/** A real connector on a free port of the loopback interface, with the password {@code secret}. */
final class JmxServer implements AutoCloseable {

    private final JMXConnectorServer connector;

    private JmxServer(JMXConnectorServer connector) {
        this.connector = connector;
    }

    static JmxServer start(MBeanServer server) throws IOException {
        Map<String, Object> environment = new HashMap<>();
        environment.put(JMXConnectorServer.AUTHENTICATOR, (JMXAuthenticator) JmxServer::authenticate);
        environment.put("jmx.remote.rmi.server.socket.factory", new Loopback());
        var connector = JMXConnectorServerFactory.newJMXConnectorServer(
                new JMXServiceURL("rmi", "127.0.0.1", 0), environment, server);
        connector.start();
        return new JmxServer(connector);
    }

    JMXServiceURL url() {
        return connector.getAddress();
    }

    @Override
    public void close() throws IOException {
        connector.stop();
    }

    private static Subject authenticate(Object credentials) {
        if (credentials instanceof String[] pair && pair.length == 2 && pair[1].equals("secret")) {
            return new Subject(true, Set.of(new JMXPrincipal(pair[0])), Set.of(), Set.of());
        }
        throw new SecurityException("wrong user or password");
    }

    private static final class Loopback implements RMIServerSocketFactory {
        @Override
        public ServerSocket createServerSocket(int port) throws IOException {
            return new ServerSocket(port, 50, InetAddress.getLoopbackAddress());
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Loopback;
        }

        @Override
        public int hashCode() {
            return Loopback.class.hashCode();
        }
    }
}
