package io.arewealive.standalone.control;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.rmi.server.RMIServerSocketFactory;

/** Listens on loopback only, and remembers on which port. */
final class LoopbackSockets implements RMIServerSocketFactory {

    private static final int BACKLOG = 50;
    private static final byte[] LOOPBACK = {127, 0, 0, 1};

    private volatile int port;

    @Override
    public ServerSocket createServerSocket(int wanted) throws IOException {
        var socket = new ServerSocket(wanted, BACKLOG, InetAddress.getByAddress(LOOPBACK));
        port = socket.getLocalPort();
        return socket;
    }

    /** The port that was given out last; 0 before that. */
    int port() {
        return port;
    }
}
