package io.arewealive.jmx;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.rmi.server.RMIClientSocketFactory;
import javax.net.ssl.SSLSocketFactory;

/** Sockets for the RMI registry that neither connect nor read for longer than a time limit, with TLS or without. */
record BoundedSockets(int timeoutMillis, boolean tls) implements RMIClientSocketFactory {

    @Override
    public Socket createSocket(String host, int port) throws IOException {
        Socket socket = tls ? SSLSocketFactory.getDefault().createSocket() : new Socket();
        try {
            socket.connect(new InetSocketAddress(host, port), timeoutMillis);
            socket.setSoTimeout(timeoutMillis);
            return socket;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }
}
