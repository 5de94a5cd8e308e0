package io.arewealive.core.channel;

import io.arewealive.core.channel.SendQueues.Limits;
import io.arewealive.core.trust.ClusterKeys;
import io.arewealive.node.NodeId;
import java.io.DataInput;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jgroups.Address;
import org.jgroups.Message;
import org.jgroups.PhysicalAddress;
import org.jgroups.blocks.cs.Connection;
import org.jgroups.protocols.BasicTCP;
import org.jgroups.stack.IpAddress;
import org.jspecify.annotations.Nullable;

/**
 * A transport over TCP, one connection between any two nodes. Unlike the one of JGroups it never blocks who sends: each destination
 * has a bounded queue, below everything that JGroups or we send. The end of a connection is told to the channel, not to the
 * membership. Connections of strangers live through a change of the view. Incoming bytes are checked before they are read.
 */
final class TcpTransport extends BasicTCP {

    private static final Limits QUEUE = new Limits(4_096, 16L << 20, 4_096);
    private static final int SENDERS = 512;
    private static final int DOORMEN = 32;

    private final String nodeName;
    private final Uplink uplink;
    private final Optional<ClusterKeys> keys;
    private final ThreadPoolExecutor senders;
    private final ThreadPoolExecutor doormen;
    private final SendQueues<PhysicalAddress> queues;
    private final Set<Address> connectedMembers = new HashSet<>();
    private final Set<Address> formerMembers = new HashSet<>();
    private volatile Set<NodeId> lost = Set.of();
    private volatile Optional<NodeServer> server = Optional.empty();
    private volatile boolean closing;

    TcpTransport(
            Uplink uplink,
            ChannelThreads threads,
            FramePolicy policy,
            Optional<ClusterKeys> keys,
            Consumer<PhysicalAddress> unreachable) {
        this.nodeName = threads.nodeName();
        this.keys = keys;
        setSocketFactory(new NodeSockets(keys));
        message_processing_policy = null;
        msg_processing_policy = policy;
        this.uplink = uplink;
        senders = threads.pool("send", SENDERS);
        doormen = threads.pool("greet", DOORMEN);
        queues = new SendQueues<>(senders, QUEUE, this::write, unreachable);
    }

    /** How many packets were dropped because their destination did not take them. */
    long dropped() {
        return queues.dropped();
    }

    /** The port that is listened on, 0 before the start. */
    int listeningPort() {
        return server.map(NodeServer::port).orElse(0);
    }

    /** Whether whoever dials this address from here reaches this node: it listens there, or says that others reach it there. */
    boolean isSelf(IpAddress address) {
        return address.equals(local_physical_addr)
                || (address.getPort() == listeningPort() && listensAt(address.getIpAddress()));
    }

    private boolean listensAt(InetAddress address) {
        try {
            return address.equals(bind_addr)
                    || (bind_addr.isAnyLocalAddress()
                            && (address.isLoopbackAddress() || NetworkInterface.getByInetAddress(address) != null));
        } catch (SocketException e) {
            return false;
        }
    }

    /** Whether nothing listens any more where a node was, now that it was started again. */
    boolean isGone(Address former, Address latest) {
        PhysicalAddress place = logical_addr_cache.get(former);
        return place == null || place.equals(logical_addr_cache.get(latest)) || !isConnectedTo(place);
    }

    /** Whether there is a connection to where a member was last. */
    boolean isConnected(Address member) {
        PhysicalAddress place = logical_addr_cache.get(member);
        return place != null && isConnectedTo(place);
    }

    /** Where a member is, for people. */
    String placeOf(Address member) {
        PhysicalAddress place =
                Objects.equals(member, local_addr) ? getPhysicalAddress() : logical_addr_cache.get(member);
        return place == null ? "an address that is not known yet" : place.toString();
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
        server.ifPresent(NodeServer::closeAll);
        senders.shutdownNow();
        doormen.shutdownNow();
    }

    @Override
    public void sendUnicast(PhysicalAddress destination, byte[] data, int offset, int length) {
        queues.offer(destination, ByteBuffer.wrap(data, offset, length));
    }

    @Override
    public void send(Address destination, byte[] data, int offset, int length) throws Exception {
        if (server.isPresent()) {
            server.get().send(destination, data, offset, length);
        }
    }

    @Override
    protected boolean addPhysicalAddressToCache(Address address, PhysicalAddress place, boolean overwrite) {
        boolean isNew = super.addPhysicalAddressToCache(address, place, overwrite);
        if (isNew && !Objects.equals(address, local_addr)) {
            uplink.located(address);
        }
        return isNew;
    }

    /** Drops what is for an address whose place is not known, and asks for the place; JGroups would send a warning to the log too. */
    @Override
    protected void sendTo(Address destination, byte[] data, int offset, int length) {
        PhysicalAddress place =
                destination instanceof PhysicalAddress physical ? physical : getPhysicalAddressFromCache(destination);
        if (place != null) {
            sendUnicast(place, data, offset, length);
        } else if (who_has_cache.addIfAbsentOrExpired(destination)) {
            fetchResponsesFromDiscoveryProtocol(List.of(destination)).done();
        }
    }

    /**
     * Called by JGroups at each change of the view. Who is out of it is hung up on only if this node has lost it too: another node may
     * have made the view that hears less, and a connection that ends is a hint that its other end is gone.
     */
    @Override
    public void retainAll(Collection<Address> members) {
        synchronized (connectedMembers) {
            formerMembers.addAll(connectedMembers);
            formerMembers.removeAll(members);
            connectedMembers.clear();
            connectedMembers.addAll(members);
        }
        hangUpOnLost();
    }

    /** These and no others are lost now, as this node sees it. Any thread. */
    void lost(Set<NodeId> nodes) {
        lost = Set.copyOf(nodes);
        hangUpOnLost();
    }

    private void hangUpOnLost() {
        List<Address> gone = new ArrayList<>();
        synchronized (connectedMembers) {
            for (Address address : formerMembers) {
                if (isLost(address) || !isConnectedTo(address)) {
                    gone.add(address);
                }
            }
            gone.forEach(formerMembers::remove);
        }
        for (Address address : gone) {
            queues.clear((PhysicalAddress) address);
            server.ifPresent(each -> each.drop(address));
        }
    }

    /** Whether none of the nodes that were there is heard. */
    private boolean isLost(Address place) {
        return logical_addr_cache.keySet().stream()
                .filter(address -> place.equals(logical_addr_cache.get(address)))
                .allMatch(address -> NodeAddress.of(address)
                        .filter(found -> lost.contains(found.node()))
                        .isPresent());
    }

    @Override
    public void connectionClosed(Connection connection) {
        Address peer = connection.peerAddress();
        if (closing || peer == null || isConnectedTo(peer)) {
            return;
        }
        Set<Address> there = new HashSet<>(logical_addr_cache.keySet());
        there.removeIf(address -> !peer.equals(logical_addr_cache.get(address)));
        if (!Collections.disjoint(there, members)) {
            there.retainAll(members); // others were there before
        }
        there.forEach(uplink::connectionClosed);
    }

    @Override
    public void receive(Address sender, DataInput in, int length) throws Exception {
        PacketReader packet;
        try {
            packet = PacketReader.read(in, length);
        } catch (PacketReader.Malformed e) {
            uplink.refused(String.valueOf(sender), String.valueOf(e.getMessage()));
            throw e;
        }
        packet.message().ifPresent(message -> {
            // what is for a place came to the right one, by whatever name the sender knows it
            boolean forUs = packet.multicast()
                    || message.getDest() instanceof PhysicalAddress
                    || !unicastDestMismatch(message.getDest());
            if (forUs && !Objects.equals(message.getSrc(), local_addr)) {
                msg_processing_policy.process(message, message.isFlagSet(Message.Flag.OOB));
            }
        });
        packet.problem().ifPresent(why -> uplink.refused(String.valueOf(sender), why));
    }

    @Override
    public String printConnections() {
        return server.map(NodeServer::printConnections).orElse("");
    }

    @Override
    public BasicTCP clearConnections(boolean graceful) {
        server.ifPresent(each -> each.clearConnections(graceful));
        return this;
    }

    @Override
    public void start() throws Exception {
        NodeServer.Advertised advertised = new NodeServer.Advertised(external_addr, external_port);
        NodeServer made = new NodeServer(
                getThreadFactory(),
                getSocketFactory(),
                bind_addr,
                bind_port,
                bind_port + port_range,
                advertised,
                new Doorman.Rules(doormen, DOORMEN / 2, this::limitTo, peer_addr_read_timeout, keys),
                uplink::asked,
                this::isMember,
                new Refusals(uplink::refused));
        server = Optional.of(made);
        made.peerAddressReadTimeout(peer_addr_read_timeout)
                .receiver(this)
                .timeService(time_service)
                .socketConnectionTimeout(sock_conn_timeout)
                .tcpNodelay(tcp_nodelay)
                .clientBindAddress(client_bind_addr)
                .addConnectionListener(this);
        super.start();
        keys.ifPresent(each -> keepLookingAt(each, made));
    }

    @Override
    public void stop() {
        closing = true;
        queues.clear();
        super.stop();
        server.ifPresent(NodeServer::closeAll);
    }

    @Override
    public void destroy() {
        super.destroy();
        senders.shutdownNow();
        doormen.shutdownNow();
    }

    @Override
    protected void handleConnect() throws Exception {
        if (server.isPresent()) {
            server.get().start();
        }
        connected = true;
        super.handleConnect();
    }

    @Override
    protected void handleDisconnect() {
        closing = true;
        queues.clear();
        super.handleDisconnect();
        connected = false;
        server.ifPresent(NodeServer::stop);
    }

    @Override
    protected @Nullable PhysicalAddress getPhysicalAddress() {
        return (PhysicalAddress) server.map(NodeServer::localAddress).orElse(null);
    }

    /** Ends a connection that has not introduced itself in time. */
    private Future<?> limitTo(Runnable end) {
        return getTimer().schedule(end, 2L * peer_addr_read_timeout, TimeUnit.MILLISECONDS, true);
    }

    private void keepLookingAt(ClusterKeys each, NodeServer made) {
        var watch = new KeyWatch(nodeName, each, made, why -> uplink.refused("this node", "keys: " + why));
        Future<?> unused = getTimer()
                .scheduleWithFixedDelay(
                        watch::look, KeyWatch.EVERY_SECONDS, KeyWatch.EVERY_SECONDS, TimeUnit.SECONDS, true);
    }

    private boolean isMember(Address peer) {
        synchronized (connectedMembers) {
            return connectedMembers.contains(peer);
        }
    }

    private boolean isConnectedTo(Address peer) {
        return server.filter(each -> each.connectionEstablishedTo(peer)).isPresent();
    }

    private void write(PhysicalAddress destination, ByteBuffer packet) throws Exception {
        send(destination, packet.array(), packet.arrayOffset() + packet.position(), packet.remaining());
    }
}
