package io.arewealive.core.config;

import io.arewealive.node.Node;

/**
 * An address that can be dialled.
 *
 * @param host a name or an IP address, without brackets
 * @param port 1 to 65535
 */
public record HostPort(String host, int port) {

    /** The port of a node if none is given. */
    public static final int DEFAULT_PORT = 7800;

    /** Checks both parts. */
    public HostPort {
        Node.requireHost(host);
        Node.requirePort(port);
    }

    /**
     * Reads {@code host}, {@code host:port}, {@code [ipv6]} or {@code [ipv6]:port}.
     *
     * @throws IllegalArgumentException with the value and the rule
     */
    public static HostPort parse(String text) {
        int bracket = text.indexOf(']');
        int colon = text.lastIndexOf(':');
        boolean bare = !text.startsWith("[") && colon != text.indexOf(':');
        if (bare) {
            throw new IllegalArgumentException("\"" + text + "\" must put an IPv6 address in brackets: [::1]:7800");
        }
        boolean withPort = colon > bracket;
        String host = withPort ? text.substring(0, colon) : text;
        if (bracket >= 0 && !(host.startsWith("[") && host.endsWith("]"))) {
            throw new IllegalArgumentException("\"" + text + "\" must be HOST:PORT");
        }
        return new HostPort(
                bracket >= 0 ? host.substring(1, host.length() - 1) : host,
                withPort ? port(text, text.substring(colon + 1)) : DEFAULT_PORT);
    }

    private static int port(String text, String digits) {
        try {
            return Integer.parseInt(digits);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("\"" + text + "\" must be HOST:PORT with a port of 1 to 65535", e);
        }
    }

    /** The form {@code host:port}; an IPv6 address stands in brackets. */
    @Override
    public String toString() {
        return Node.address(host, port);
    }
}
