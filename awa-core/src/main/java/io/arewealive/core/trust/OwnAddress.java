package io.arewealive.core.trust;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramSocket;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Which address of this machine others reach it at.
 *
 * @param text the address
 * @param why it was chosen, for people
 */
public record OwnAddress(String text, String why) {

    /** An address that no machine has: the way to it is the way to everywhere else. Nothing is sent. */
    private static final InetSocketAddress ELSEWHERE = new InetSocketAddress("192.0.2.1", 9);

    /**
     * The address that the way to others begins with.
     *
     * @param peers {@code host} or {@code host:port} of nodes to reach; the first that has an address counts
     */
    public static OwnAddress choose(List<String> peers) {
        for (String peer : peers) {
            InetSocketAddress address = parse(peer);
            if (!address.isUnresolved()) {
                Optional<String> local = towards(address);
                if (local.isPresent()) {
                    return new OwnAddress(local.get(), "the way to " + peer + " begins there");
                }
            }
        }
        return towards(ELSEWHERE)
                .map(local -> new OwnAddress(local, "the way to other networks begins there"))
                .or(() -> all().stream()
                        .findFirst()
                        .map(first -> new OwnAddress(first, "the first address of this machine beyond loopback")))
                .orElse(new OwnAddress("127.0.0.1", "this machine has no address beyond loopback"));
    }

    /** Every address of this machine that others may reach, IPv4 first. */
    public static List<String> all() {
        try {
            return NetworkInterface.networkInterfaces()
                    .filter(OwnAddress::isUsable)
                    .sorted(Comparator.comparingInt(NetworkInterface::getIndex))
                    .flatMap(NetworkInterface::inetAddresses)
                    .filter(address -> !address.isLinkLocalAddress())
                    .sorted(Comparator.comparing(address -> !(address instanceof Inet4Address)))
                    .map(OwnAddress::plain)
                    .toList();
        } catch (SocketException e) {
            return List.of();
        }
    }

    /** The address of this machine that the name or address means; empty if it is not of this machine. */
    static Optional<String> ofThisMachine(String host) {
        try {
            for (InetAddress address : InetAddress.getAllByName(host)) {
                boolean named = !host.equals(plain(address));
                if (NetworkInterface.getByInetAddress(address) != null && !(named && address.isLoopbackAddress())) {
                    return Optional.of(plain(address));
                }
                if (!named && address.isLoopbackAddress()) {
                    return Optional.of(host);
                }
            }
        } catch (IOException e) {
            // A name that only others know, or that nobody knows yet.
        }
        return Optional.empty();
    }

    /** The port matters to nobody here: nothing is sent. */
    private static InetSocketAddress parse(String peer) {
        String host = peer.replaceFirst(":\\d+$", "").replaceAll("[\\[\\]]", "");
        return new InetSocketAddress(host, ELSEWHERE.getPort());
    }

    private static Optional<String> towards(InetSocketAddress address) {
        try (var socket = new DatagramSocket()) {
            socket.connect(address);
            InetAddress local = socket.getLocalAddress();
            return local.isAnyLocalAddress() || (local.isLoopbackAddress() && address.equals(ELSEWHERE))
                    ? Optional.empty()
                    : Optional.of(plain(local));
        } catch (IOException | UncheckedIOException e) {
            return Optional.empty();
        }
    }

    private static boolean isUsable(NetworkInterface network) {
        try {
            return network.isUp() && !network.isLoopback();
        } catch (SocketException e) {
            return false;
        }
    }

    /** Without the name of the interface that Java appends to some. */
    private static String plain(InetAddress address) {
        return address.getHostAddress().split("%", 2)[0];
    }
}
