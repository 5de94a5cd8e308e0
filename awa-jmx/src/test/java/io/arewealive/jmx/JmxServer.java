package io.arewealive.jmx;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.rmi.server.RMIServerSocketFactory;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
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
    private final Loopback sockets;

    private JmxServer(JMXConnectorServer connector, Loopback sockets) {
        this.connector = connector;
        this.sockets = sockets;
    }

    static JmxServer start(MBeanServer server) throws IOException {
        Map<String, Object> environment = new HashMap<>();
        environment.put(JMXConnectorServer.AUTHENTICATOR, (JMXAuthenticator) JmxServer::authenticate);
        var sockets = new Loopback();
        environment.put("jmx.remote.rmi.server.socket.factory", sockets);
        var connector = JMXConnectorServerFactory.newJMXConnectorServer(
                new JMXServiceURL("rmi", "127.0.0.1", 0), environment, server);
        connector.start();
        return new JmxServer(connector, sockets);
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

    /** Ends as a killed process does: in the middle of calls, without an answer to them. */
    void kill() {
        sockets.closeAll();
    }

    /** One port for each server; knows what is connected to it. */
    private static final class Loopback implements RMIServerSocketFactory {

        private final List<Closeable> open = new CopyOnWriteArrayList<>();
        private volatile boolean killed;

        @Override
        public ServerSocket createServerSocket(int port) throws IOException {
            var listening = new ServerSocket(port, 50, InetAddress.getLoopbackAddress()) {
                @Override
                public Socket accept() throws IOException {
                    Socket accepted = super.accept();
                    open.add(accepted);
                    if (killed) {
                        accepted.close();
                    }
                    return accepted;
                }
            };
            open.add(listening);
            return listening;
        }

        void closeAll() {
            killed = true;
            for (Closeable each : open) {
                try {
                    each.close();
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }
}
