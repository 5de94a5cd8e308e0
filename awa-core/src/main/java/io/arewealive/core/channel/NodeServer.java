package io.arewealive.core.channel;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.jgroups.Address;
import org.jgroups.blocks.cs.Connection;
import org.jgroups.blocks.cs.TcpServer;
import org.jgroups.logging.NoopLogImpl;
import org.jgroups.util.SocketFactory;
import org.jgroups.util.ThreadFactory;
import org.jgroups.util.Util;
import org.jspecify.annotations.Nullable;

/**
 * JGroups' server for connections, with two differences. A caller who does not say who it is keeps no other caller waiting. And no
 * connection is closed with a last word: a hung peer would not take it, and whoever closes would wait with it.
 */
final class NodeServer extends TcpServer {

    private final Executor doormen;

    /**
     * Binds, and listens from {@link #start()} on.
     *
     * @param doormen run the first words with each caller; when they are all busy, callers are turned away
     */
    NodeServer(
            ThreadFactory threads,
            SocketFactory sockets,
            InetAddress bind,
            int firstPort,
            int lastPort,
            Advertised advertised,
            Executor doormen)
            throws Exception {
        super(threads, sockets, bind, firstPort, lastPort, advertised.address(), advertised.port(), 0);
        this.doormen = doormen;
        acceptor = threads.newThread(new Door(), "door");
        usePeerConnections(true);
        setLogAcceptError(false);
        log(new NoopLogImpl()); // a connection that ends is no news to the log; the channel is told
    }

    /** Where others reach this node; no address if it is where it listens. */
    record Advertised(@Nullable InetAddress address, int port) {}

    /** The port that is listened on. */
    int port() {
        return srv_sock.getLocalPort();
    }

    /** Closes the socket even if it never accepted. */
    void closeAll() {
        clearConnections(false);
        Util.close(srv_sock);
    }

    /** Ends the connection of a peer. */
    void drop(Address peer) {
        Connection connection = conns.remove(peer);
        if (connection != null) {
            end(connection);
        }
    }

    @Override
    public void stop() {
        clearConnections(false);
        super.stop();
    }

    @Override
    public void replaceConnection(Address peer, Connection connection) {
        Connection previous = conns.put(peer, connection);
        if (previous != null) {
            end(previous);
        }
    }

    @Override
    public void removeConnectionIfPresent(Address peer, Connection connection) {
        if (peer != null && connection != null && conns.remove(peer, connection)) {
            end(connection);
        }
    }

    private static void end(Connection connection) {
        try {
            connection.close(false);
        } catch (IOException e) {
            // it has ended
        }
    }

    private final class Door extends Acceptor {

        @Override
        protected void handleAccept(Socket caller) {
            try {
                doormen.execute(() -> greet(caller));
            } catch (RejectedExecutionException e) {
                Util.close(caller);
            }
        }

        private void greet(Socket caller) {
            try {
                super.handleAccept(caller);
            } catch (Exception e) {
                Util.close(caller); // a caller who does not speak our language
            }
        }
    }
}
