package io.arewealive.standalone.control;

import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.net.SocketException;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The called side of a connection to the JMX port. Whoever is silent between two calls is hung up on after a minute; the JDK would wait
 * for two hours. And a caller on this machine is told to RMI as one from elsewhere: its registry lets everybody on the same machine
 * put another object in the place of ours, which could then collect passwords.
 */
final class AcceptedSocket extends Socket {

    private static final int LONGEST_SILENCE_MILLIS = 60_000;

    /** From the addresses of examples (RFC 5737), which no machine has. */
    private static final byte[] ELSEWHERE = {(byte) 192, 0, 2, 1};

    private final AtomicBoolean closed = new AtomicBoolean();
    private final Runnable whenClosed;

    AcceptedSocket(Runnable whenClosed) {
        this.whenClosed = whenClosed;
    }

    @Override
    public InetAddress getInetAddress() {
        InetAddress peer = peer();
        try {
            boolean here =
                    peer != null && (peer.isLoopbackAddress() || NetworkInterface.getByInetAddress(peer) != null);
            return here ? InetAddress.getByAddress(ELSEWHERE) : peer;
        } catch (IOException e) {
            throw new IllegalStateException("the addresses of this machine", e);
        }
    }

    /** Who it really is. */
    InetAddress peer() {
        return super.getInetAddress();
    }

    @Override
    public synchronized void setSoTimeout(int millis) throws SocketException {
        super.setSoTimeout(millis == 0 ? LONGEST_SILENCE_MILLIS : Math.min(millis, LONGEST_SILENCE_MILLIS));
    }

    @Override
    public synchronized void close() throws IOException {
        if (closed.compareAndSet(false, true)) {
            whenClosed.run();
        }
        super.close();
    }
}
