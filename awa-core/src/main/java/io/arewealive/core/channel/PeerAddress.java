package io.arewealive.core.channel;

import io.arewealive.node.Node;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where a node may be.
 *
 * @param host a name or an address
 * @param port the port
 */
record PeerAddress(String host, int port) {

    private static final Pattern IPV4 = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}");

    /**
     * Reads {@code host:port}, {@code host} or {@code [address]:port}.
     *
     * @throws IllegalArgumentException if the text is none of them
     */
    static PeerAddress parse(String text) {
        String host = text.strip();
        int port = ChannelOptions.DEFAULT_PORT;
        int colon = host.lastIndexOf(':');
        boolean bare = colon != host.indexOf(':') && !host.startsWith("[");
        if (colon > host.lastIndexOf(']') && colon >= 0 && !bare) {
            port = port(text, host.substring(colon + 1));
            host = host.substring(0, colon);
        }
        if (host.startsWith("[") && host.endsWith("]")) {
            host = host.substring(1, host.length() - 1);
        }
        if (host.isEmpty()) {
            throw new IllegalArgumentException("\"" + text + "\" has no host; write host:port");
        }
        return new PeerAddress(host, port);
    }

    /** The form that {@link #parse} reads; an IPv6 address stands in brackets. */
    String text() {
        return Node.address(host, port);
    }

    /** The address, if the host is one and needs no name service. */
    Optional<InetAddress> literal() {
        if (!IPV4.matcher(host).matches() && host.indexOf(':') < 0) {
            return Optional.empty();
        }
        try {
            return Optional.of(InetAddress.getByName(host));
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }

    private static int port(String text, String digits) {
        try {
            int port = Integer.parseInt(digits);
            if (port >= 1 && port <= 65_535) {
                return port;
            }
        } catch (NumberFormatException e) {
            // said below
        }
        throw new IllegalArgumentException("\"" + text + "\" has no port between 1 and 65535; write host:port");
    }
}
