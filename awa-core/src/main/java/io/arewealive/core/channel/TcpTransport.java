package io.arewealive.core.channel;

import io.arewealive.core.channel.SendQueues.Limits;
import java.io.DataInput;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jgroups.Address;
import org.jgroups.PhysicalAddress;
import org.jgroups.blocks.cs.Connection;
import org.jgroups.logging.NoopLogImpl;
import org.jgroups.protocols.TCP;
import org.jgroups.util.DefaultSocketFactory;
import org.jgroups.util.Util;

/**
 * JGroups' TCP with four differences. Sending never blocks: each destination has a bounded queue, below everything that JGroups or we
 * send. The end of a connection is told to the channel, not to the membership. Connections of strangers live through a change of the
 * view, and none is closed with a last word, which a hung peer would never take. Incoming bytes are checked before they are read.
 */
final class TcpTransport extends TCP {

    private static final Limits QUEUE = new Limits(4_096, 16L << 20, 4_096);
    private static final int SENDERS = 512;

    private final Uplink uplink;
    private final ThreadPoolExecutor senders;
    private final SendQueues<PhysicalAddress> queues;
    private final Set<Address> connectedMembers = new HashSet<>();
    private volatile Optional<ServerSocket> listening = Optional.empty();
    private volatile boolean closing;

    TcpTransport(Uplink uplink, ChannelThreads threads, FramePolicy policy) {
        message_processing_policy = null;
        msg_processing_policy = policy;
        this.uplink = uplink;
        senders = threads.pool("send", SENDERS);
        queues = new SendQueues<>(
                senders,
                QUEUE,
                (destination, packet) -> send(
                        destination, packet.array(), packet.arrayOffset() + packet.position(), packet.remaining()));
        DefaultSocketFactory sockets = new DefaultSocketFactory();
        sockets.setServerSocketConfigurator(socket -> listening = Optional.of(socket));
        setSocketFactory(sockets);
        max_length = PacketReader.MAX_PACKET;
        log_details = false;
    }

    /** How many packets were dropped because their destination did not take them. */
    long dropped() {
        return queues.dropped();
    }

    /** The port that is listened on, 0 before the start. */
    int listeningPort() {
        return listening
                .map(ServerSocket::getLocalPort)
                .filter(port -> port > 0)
                .orElse(0);
    }

    /** Waits a little for what was sent to be written. */
    void flush(int rounds, int millis) {
        for (int i = 0; i < rounds && !queues.isIdle(); i++) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(millis));
        }
    }

    /** Ends all connections at once, whoever waits for them. */
    void cut() {
        closing = true;
        queues.clear();
        if (srv != null) {
            srv.clearConnections(false);
        }
        listening.ifPresent(Util::close);
        senders.shutdownNow();
    }

    @Override
    public void start() throws Exception {
        super.start();
        srv.log(new NoopLogImpl()); // a connection that ends is no news to the log; the channel is told
    }

    @Override
    public void sendUnicast(PhysicalAddress destination, byte[] data, int offset, int length) {
        queues.offer(destination, ByteBuffer.wrap(data, offset, length));
    }

    /** Ends the connections of those who were members and are no more; called by JGroups at each change of the view. */
    @Override
    public void retainAll(Collection<Address> members) {
        Set<Address> left;
        synchronized (connectedMembers) {
            left = new HashSet<>(connectedMembers);
            left.removeAll(members);
            connectedMembers.clear();
            connectedMembers.addAll(members);
        }
        for (Address address : left) {
            queues.clear((PhysicalAddress) address);
            drop(address);
        }
    }

    @Override
    public void connectionClosed(Connection connection) {
        Address peer = connection.peerAddress();
        if (closing || peer == null || srv.connectionEstablishedTo(peer)) {
            return;
        }
        Set<Address> there = new HashSet<>(logical_addr_cache.keySet());
        there.removeIf(address -> !peer.equals(logical_addr_cache.get(address)));
        if (!Collections.disjoint(there, members)) {
            there.retainAll(members); // others were there before
        }
        there.forEach(uplink::connectionClosed);
    }

    /** Whether nothing listens any more where a node was, now that it was started again. */
    boolean isGone(Address former, Address latest) {
        PhysicalAddress place = logical_addr_cache.get(former);
        return place == null || place.equals(logical_addr_cache.get(latest)) || !srv.connectionEstablishedTo(place);
    }

    @Override
    public void receive(Address sender, DataInput in, int length) throws Exception {
        PacketReader packet;
        try {
            packet = PacketReader.read(in, length);
        } catch (IOException e) {
            uplink.refused(String.valueOf(sender), String.valueOf(e.getMessage()));
            throw e;
        }
        packet.message().ifPresent(message -> {
            if (packet.multicast() || !unicastDestMismatch(message.getDest())) {
                msg_processing_policy.process(message, message.isFlagSet(org.jgroups.Message.Flag.OOB));
            }
        });
        packet.problem().ifPresent(why -> uplink.refused(String.valueOf(sender), why));
    }

    @Override
    protected void handleDisconnect() {
        closing = true;
        queues.clear();
        srv.clearConnections(false);
        super.handleDisconnect();
    }

    @Override
    public void stop() {
        closing = true;
        queues.clear();
        if (srv != null) {
            srv.clearConnections(false);
        }
        super.stop();
        listening.ifPresent(Util::close);
    }

    @Override
    public void destroy() {
        super.destroy();
        senders.shutdownNow();
    }

    private void drop(Address address) {
        srv.forAllConnections((peer, connection) -> {
            if (peer.equals(address)) {
                try {
                    connection.close(false);
                } catch (IOException e) {
                    log.trace("closing the connection of %s: %s", address, e);
                }
                srv.removeConnectionIfPresent(address, connection);
            }
        });
    }
}
