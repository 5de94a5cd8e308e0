package io.arewealive.snmp.agent;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.DatagramChannel;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.snmp4j.TransportStateReference;
import org.snmp4j.security.SecurityLevel;
import org.snmp4j.smi.UdpAddress;
import org.snmp4j.transport.UdpTransportMapping;

/**
 * A UDP socket whose one daemon thread reads, answers and reads again. What a message makes go wrong is counted with it and ends
 * nothing.
 */
final class Socket extends UdpTransportMapping {

    private static final Logger LOG = LoggerFactory.getLogger(Socket.class);
    private static final int LARGEST = 65_507;
    private static final int BUFFER = 1 << 20;
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final DatagramChannel channel;
    private final Thread thread;
    private volatile boolean listening;
    private long failed; // of its thread

    private Socket(DatagramChannel channel, UdpAddress address, String name) {
        super(address);
        this.channel = channel;
        this.maxInboundMessageSize = LARGEST;
        this.thread = new Thread(this::run, "awa-snmp-" + name);
        thread.setDaemon(true);
        setAsyncMsgProcessingSupported(false);
    }

    /**
     * Binds a socket.
     *
     * @param name what its thread is called after
     * @throws java.net.BindException if the port is taken or the address is none of this machine's
     */
    static Socket bind(InetAddress address, int port, String name) throws IOException {
        DatagramChannel channel = DatagramChannel.open();
        try {
            channel.setOption(StandardSocketOptions.SO_RCVBUF, BUFFER);
            channel.bind(new InetSocketAddress(address, port));
            int bound = ((InetSocketAddress) channel.getLocalAddress()).getPort();
            return new Socket(channel, new UdpAddress(address, bound), name);
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    @Override
    public void listen() {
        listening = true;
        thread.start();
    }

    @Override
    public boolean isListening() {
        return listening;
    }

    @Override
    public void sendMessage(
            UdpAddress target, byte[] message, TransportStateReference reference, long timeout, int retries)
            throws IOException {
        channel.send(ByteBuffer.wrap(message), new InetSocketAddress(target.getInetAddress(), target.getPort()));
    }

    @Override
    public void close() throws IOException {
        listening = false;
        channel.close();
        if (Thread.currentThread() != thread && thread.isAlive()) {
            try {
                thread.join(PATIENCE.toMillis());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void run() {
        ByteBuffer buffer = ByteBuffer.allocateDirect(LARGEST);
        while (listening) {
            try {
                buffer.clear();
                var from = (InetSocketAddress) channel.receive(buffer);
                buffer.flip();
                byte[] message = new byte[buffer.remaining()];
                buffer.get(message);
                take(new UdpAddress(from.getAddress(), from.getPort()), message);
            } catch (ClosedChannelException e) {
                listening = false;
            } catch (IOException e) {
                LOG.debug("snmp: {} receives nothing for the moment: {}", getListenAddress(), e.toString());
            }
        }
    }

    private void take(UdpAddress from, byte[] message) {
        var reference = new TransportStateReference(
                this, from, null, SecurityLevel.undefined, SecurityLevel.undefined, false, this);
        try {
            fireProcessMessage(from, ByteBuffer.wrap(message), reference);
        } catch (Throwable e) { // the top of the thread: one message must not end the agent
            failed++;
            if (Long.bitCount(failed) == 1) { // the 1st, 2nd, 4th, 8th, …: who sends many such messages fills no log
                LOG.warn(
                        "snmp: a message of {} octets from {} was dropped, the {}. of its kind",
                        message.length,
                        from,
                        failed,
                        e);
            }
        }
    }
}
