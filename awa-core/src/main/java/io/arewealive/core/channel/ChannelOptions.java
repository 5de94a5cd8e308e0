package io.arewealive.core.channel;

import io.arewealive.core.trust.ClusterKeys;
import io.arewealive.node.NodeId;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What a channel needs to know before it opens.
 *
 * @param clusterName the name that nodes of one cluster share; others do not get into the view
 * @param self this node
 * @param nodeName its name, for log lines
 * @param incarnation a number that grows with each start of this node
 * @param listen where this node listens
 * @param advertised where others reach it, if that is not where it listens (address translation)
 * @param peers {@code host:port} of the nodes to look for first
 * @param timing how patient it is
 * @param transport what carries the bytes
 * @param hostChannel a connected or unconnected {@code org.jgroups.JChannel} of the application around us, to be used instead of an
 *     own one; {@code listen}, {@code advertised}, {@code peers}, {@code timing} and {@code transport} then have no effect
 * @param keys of the cluster, for TLS between the nodes; without them nothing is encrypted and nobody is asked who he is
 */
public record ChannelOptions(
        String clusterName,
        NodeId self,
        String nodeName,
        long incarnation,
        Listen listen,
        Optional<Advertised> advertised,
        List<String> peers,
        ChannelTiming timing,
        Transport transport,
        Optional<Object> hostChannel,
        Optional<ClusterKeys> keys) {

    /** Where nodes listen when nothing else is said. */
    public static final int DEFAULT_PORT = 7800;

    /** What carries the bytes. */
    public enum Transport {
        /** One TCP connection between any two nodes. */
        TCP,
        /** Calls within one JVM, for tests with many nodes; all with the same cluster name find each other. */
        SHARED_LOOPBACK
    }

    /**
     * Where to listen.
     *
     * @param host a name or an address of this machine
     * @param port the port
     * @param portIsFixed whether the port was chosen by the user; if not, the next nine are tried too
     */
    public record Listen(String host, int port, boolean portIsFixed) {
        /** Checks the port. */
        public Listen {
            Objects.requireNonNull(host, "host");
            requirePort(port);
        }
    }

    /**
     * Where others reach this node.
     *
     * @param host a name or an address that others can resolve
     * @param port the port that is forwarded, 0 if it is the one listened on
     */
    public record Advertised(String host, int port) {
        /** Checks the port. */
        public Advertised {
            Objects.requireNonNull(host, "host");
            if (port != 0) {
                requirePort(port);
            }
        }
    }

    /** Copies and checks. */
    public ChannelOptions {
        if (clusterName.isBlank()) {
            throw new IllegalArgumentException("the cluster name is blank");
        }
        Objects.requireNonNull(self, "self");
        Objects.requireNonNull(nodeName, "nodeName");
        Objects.requireNonNull(listen, "listen");
        Objects.requireNonNull(advertised, "advertised");
        Objects.requireNonNull(timing, "timing");
        Objects.requireNonNull(transport, "transport");
        Objects.requireNonNull(hostChannel, "hostChannel");
        peers = List.copyOf(peers);
        Objects.requireNonNull(keys, "keys");
    }

    /** A node on loopback with the default port and timing, to be refined. */
    public static ChannelOptions of(String clusterName, NodeId self, String nodeName, long incarnation) {
        return new ChannelOptions(
                clusterName,
                self,
                nodeName,
                incarnation,
                new Listen("127.0.0.1", DEFAULT_PORT, false),
                Optional.empty(),
                List.of(),
                ChannelTiming.DEFAULT,
                Transport.TCP,
                Optional.empty(),
                Optional.empty());
    }

    /** The same for a node with another id. */
    public ChannelOptions as(NodeId newSelf) {
        return new ChannelOptions(
                clusterName,
                newSelf,
                nodeName,
                incarnation,
                listen,
                advertised,
                peers,
                timing,
                transport,
                hostChannel,
                keys);
    }

    /** The same, listening elsewhere. */
    public ChannelOptions listenOn(String host, int port, boolean portIsFixed) {
        return new ChannelOptions(
                clusterName,
                self,
                nodeName,
                incarnation,
                new Listen(host, port, portIsFixed),
                advertised,
                peers,
                timing,
                transport,
                hostChannel,
                keys);
    }

    /** The same, reached by others at another address. */
    public ChannelOptions advertise(String host, int port) {
        return new ChannelOptions(
                clusterName,
                self,
                nodeName,
                incarnation,
                listen,
                Optional.of(new Advertised(host, port)),
                peers,
                timing,
                transport,
                hostChannel,
                keys);
    }

    /** The same, looking for these {@code host:port} first. */
    public ChannelOptions lookFor(List<String> newPeers) {
        return new ChannelOptions(
                clusterName,
                self,
                nodeName,
                incarnation,
                listen,
                advertised,
                newPeers,
                timing,
                transport,
                hostChannel,
                keys);
    }

    /** The same with another patience. */
    public ChannelOptions timed(ChannelTiming newTiming) {
        return new ChannelOptions(
                clusterName,
                self,
                nodeName,
                incarnation,
                listen,
                advertised,
                peers,
                newTiming,
                transport,
                hostChannel,
                keys);
    }

    /** The same, encrypted with these keys, for those alone who have them too. */
    public ChannelOptions keyed(ClusterKeys newKeys) {
        return new ChannelOptions(
                clusterName,
                self,
                nodeName,
                incarnation,
                listen,
                advertised,
                peers,
                timing,
                transport,
                hostChannel,
                Optional.of(newKeys));
    }

    /** The same over another transport. */
    public ChannelOptions over(Transport newTransport) {
        return new ChannelOptions(
                clusterName,
                self,
                nodeName,
                incarnation,
                listen,
                advertised,
                peers,
                timing,
                newTransport,
                hostChannel,
                keys);
    }

    /** The same over the application's own {@code JChannel}. */
    public ChannelOptions overHostChannel(Object channel) {
        return new ChannelOptions(
                clusterName,
                self,
                nodeName,
                incarnation,
                listen,
                advertised,
                peers,
                timing,
                transport,
                Optional.of(channel),
                keys);
    }

    private static void requirePort(int port) {
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException("port " + port + " is not between 1 and 65535");
        }
    }
}
