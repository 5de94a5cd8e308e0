package io.arewealive.samples.benchmarks;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.atomic.AtomicInteger;

/** Free ports on loopback, below those that the system gives to outgoing connections: one of these could take them meanwhile. */
final class Ports {

    private static final int FIRST = 20_000;
    private static final int SPAN = 12_000;
    private static final int TRIES = 100;
    private static final AtomicInteger NEXT =
            new AtomicInteger((int) (ProcessHandle.current().pid() * TRIES % SPAN));

    private Ports() {}

    static int free() throws IOException {
        for (int i = 0; i < TRIES; i++) {
            int port = FIRST + Math.floorMod(NEXT.getAndIncrement(), SPAN);
            if (isFree(port)) {
                return port;
            }
        }
        throw new IOException("no free port among " + TRIES + " from " + FIRST);
    }

    /** A free one whose second one is free too. */
    static int freeWith(int offset) throws IOException {
        for (int i = 0; i < TRIES; i++) {
            int port = free();
            if (isFree(port + offset)) {
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
