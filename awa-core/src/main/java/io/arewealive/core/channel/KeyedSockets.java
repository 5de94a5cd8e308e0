package io.arewealive.core.channel;

import io.arewealive.core.trust.ClusterKeys;
import java.io.IOException;
import java.net.Socket;
import org.jgroups.util.DefaultSocketFactory;

/** Sockets to connect with that speak TLS with the cluster's keys. What is listened on stays plain; TLS begins with the greeting. */
final class KeyedSockets extends DefaultSocketFactory {

    private final ClusterKeys keys;

    KeyedSockets(ClusterKeys keys) {
        this.keys = keys;
    }

    @Override
    public Socket createSocket(String service) throws IOException {
        return keys.client();
    }
}
