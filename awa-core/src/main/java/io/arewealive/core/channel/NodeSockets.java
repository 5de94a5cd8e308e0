package io.arewealive.core.channel;

import io.arewealive.core.trust.ClusterKeys;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketAddress;
import java.util.Optional;
import org.jgroups.util.DefaultSocketFactory;

/**
 * Sockets of a node: what it connects with speaks TLS where there are keys. What is listened on stays plain, TLS begins with the
 * greeting; many callers at once find room there, as when a whole cluster starts.
 */
final class NodeSockets extends DefaultSocketFactory {

    /** More is cut to what the system allows. */
    private static final int WAITING = 1_024;

    private final Optional<ClusterKeys> keys;

    NodeSockets(Optional<ClusterKeys> keys) {
        this.keys = keys;
    }

    @Override
    public Socket createSocket(String service) throws IOException {
        return keys.isPresent() ? keys.get().client() : super.createSocket(service);
    }

    @Override
    public ServerSocket createServerSocket(String service) throws IOException {
        return new ServerSocket() {
            @Override
            public void bind(SocketAddress endpoint) throws IOException {
                bind(endpoint, WAITING);
            }
        };
    }
}
