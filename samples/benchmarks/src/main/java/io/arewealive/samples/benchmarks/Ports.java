package io.arewealive.samples.benchmarks;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** Free ports on loopback. */
final class Ports {

    private static final int TRIES = 100;

    private Ports() {}

    static int free() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** A free one whose second one is free too. */
    static int freeWith(int offset) throws IOException {
        for (int i = 0; i < TRIES; i++) {
            int port = free();
            if (port + offset < 65_536 && isFree(port + offset)) {
                return port;
            }
        }
        throw new IOException("no two free ports " + offset + " apart");
    }

    private static boolean isFree(int port) {
        try (var socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }
}
