package io.arewealive.samples.benchmarks;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;

/**
 * Sends one recorded message again and again, each when the one before was answered: what is timed is the agent, and hardly the console.
 * An agent takes an SNMPv3 message for 150 seconds.
 */
final class Repeater implements AutoCloseable {

    private static final int PATIENCE = 1_000;
    /** By how many octets answers to one request may differ: a number grows. */
    private static final int SLACK = 8;

    private final DatagramSocket socket;
    private final DatagramPacket request;
    private final DatagramPacket answer = new DatagramPacket(new byte[2_048], 2_048);
    private final int length;

    Repeater(int port, byte[] message) throws IOException {
        socket = new DatagramSocket();
        socket.connect(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(PATIENCE);
        request = new DatagramPacket(message, message.length);
        length = message.length;
    }

    /** Whether it was answered with more than was asked, as a value makes it; a report of an error would be shorter or much longer. */
    boolean ask() {
        try {
            socket.send(request);
            answer.setLength(answer.getData().length);
            socket.receive(answer);
            return answer.getLength() > length - SLACK && answer.getLength() < length + SLACK;
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public void close() {
        socket.close();
    }
}
