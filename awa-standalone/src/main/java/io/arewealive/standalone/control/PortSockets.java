package io.arewealive.standalone.control;

import io.arewealive.core.trust.ClusterKeys;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.rmi.server.RMIServerSocketFactory;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Listens at the JMX port: at one address, with the cluster's keys if there are any, for a bounded number of callers. Any thread. */
final class PortSockets implements RMIServerSocketFactory, AutoCloseable {

    /** A console has two or three connections. */
    static final int MOST = 128;

    private static final int BACKLOG = 50;

    private final InetAddress address;
    private final Optional<ClusterKeys> keys;
    private final Set<AcceptedSocket> open = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    PortSockets(InetAddress address, Optional<ClusterKeys> keys) {
        this.address = address;
        this.keys = keys;
    }

    @Override
    public ServerSocket createServerSocket(int port) throws IOException {
        return new ServerSocket(port, BACKLOG, address) {
            @Override
            public Socket accept() throws IOException {
                while (true) {
                    AcceptedSocket accepted = next();
                    if (admits(accepted)) {
                        return secured(accepted);
                    }
                    accepted.close();
                }
            }

            private AcceptedSocket next() throws IOException {
                var holder = new AcceptedSocket[1];
                var accepted = new AcceptedSocket(() -> open.remove(holder[0]));
                holder[0] = accepted;
                implAccept(accepted);
                return accepted;
            }
        };
    }

    /** How many callers are connected. */
    int connections() {
        return open.size();
    }

    @Override
    public void close() {
        closed = true;
        for (AcceptedSocket each : open) {
            try {
                each.close();
            } catch (IOException e) {
                // It has gone already.
            }
        }
    }

    private boolean admits(AcceptedSocket accepted) throws IOException {
        if (closed || open.size() >= MOST) {
            return false;
        }
        open.add(accepted);
        accepted.setSoTimeout(0);
        return true;
    }

    /** The handshake is made by whoever reads first, not by the one who accepts. */
    private Socket secured(AcceptedSocket accepted) throws IOException {
        if (keys.isEmpty()) {
            return accepted;
        }
        try {
            keys.get().refresh();
            return keys.get().serverForAnyone(accepted);
        } catch (IOException | RuntimeException e) {
            accepted.close();
            throw e;
        }
    }
}
