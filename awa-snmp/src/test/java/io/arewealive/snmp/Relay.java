package io.arewealive.snmp;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.SocketAddress;
import java.util.concurrent.atomic.AtomicInteger;

/** Stands between a sender and a receiver on this machine and counts what is sent. */
final class Relay implements AutoCloseable {

    private static final int LARGEST = 65_507;

    private final DatagramSocket front = new DatagramSocket(0, InetAddress.getLoopbackAddress());
    private final DatagramSocket back = new DatagramSocket(0, InetAddress.getLoopbackAddress());
    private final AtomicInteger sent = new AtomicInteger();
    private final int receiver;
    private volatile SocketAddress sender = back.getLocalSocketAddress(); // until somebody sends

    Relay(int receiver) throws IOException {
        this.receiver = receiver;
        start(() -> {
            DatagramPacket packet = next(front);
            sender = packet.getSocketAddress();
            sent.incrementAndGet();
            packet.setSocketAddress(new java.net.InetSocketAddress(InetAddress.getLoopbackAddress(), this.receiver));
            back.send(packet);
        });
        start(() -> {
            DatagramPacket packet = next(back);
            packet.setSocketAddress(sender);
            front.send(packet);
        });
    }

    int port() {
        return front.getLocalPort();
    }

    /** How many datagrams have come for the receiver. */
    int sent() {
        return sent.get();
    }

    private static DatagramPacket next(DatagramSocket socket) throws IOException {
        var packet = new DatagramPacket(new byte[LARGEST], LARGEST);
        socket.receive(packet);
        return packet;
    }

    private interface Step {
        void run() throws IOException;
    }

    private void start(Step step) {
        var thread = new Thread(() -> {
            while (true) {
                try {
                    step.run();
                } catch (IOException e) {
                    if (front.isClosed()) {
                        return;
                    } // else nobody listens there
                }
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() {
        front.close();
        back.close();
    }
}
