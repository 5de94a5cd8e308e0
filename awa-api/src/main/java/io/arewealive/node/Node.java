package io.arewealive.node;

import java.util.Objects;

/**
 * A row of the node table: a server that the cluster knows.
 *
 * @param id its identity for life
 * @param name unique in the table; 1 to 64 of letters, digits, {@code . _ -}
 * @param host the name or address that others dial; 1 to 253 characters out of letters, digits, '.', '_', '-', ':' and '%'
 * @param port the TCP port that others dial; 1 to 65535
 * @param lifetime when the row goes
 * @param votes whether the node may become a voter
 * @param witness whether the node votes and runs nothing
 * @param claimed whether a process has ever spoken under this id; a row added by hand is unclaimed until its server joins
 * @param pinned whether an operator set the address; what an operator set wins over what the node says of itself
 */
public record Node(
        NodeId id,
        String name,
        String host,
        int port,
        Lifetime lifetime,
        Votes votes,
        boolean witness,
        boolean claimed,
        boolean pinned) {

    /** The longest name. */
    public static final int MAX_NAME = 64;

    /** The longest host. */
    public static final int MAX_HOST = 253;

    /** Checks every field and names the one that is wrong. */
    public Node {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(lifetime, "lifetime");
        Objects.requireNonNull(votes, "votes");
        requireName(name);
        requireHost(host);
        requirePort(port);
    }

    /** The same row, waiting for its server. */
    public Node unclaimed() {
        return new Node(id, name, host, port, lifetime, votes, witness, false, pinned);
    }

    /** The same node, for whose vote this holds. */
    public Node withVotes(Votes other) {
        return new Node(id, name, host, port, lifetime, other, witness, claimed, pinned);
    }

    /** The address in the form {@code host:port}; an IPv6 address stands in brackets. */
    public String address() {
        return address(host, port);
    }

    /** A host and a port in the form {@code host:port}; an IPv6 address stands in brackets. */
    public static String address(String host, int port) {
        return host.indexOf(':') >= 0 ? "[" + host + "]:" + port : host + ":" + port;
    }

    /**
     * Returns the name if it may be one.
     *
     * @throws IllegalArgumentException with the rule, if not
     */
    public static String requireName(String name) {
        boolean fits = !name.isEmpty() && name.length() <= MAX_NAME;
        for (int i = 0; fits && i < name.length(); i++) {
            fits = isNameCharacter(name.charAt(i));
        }
        if (!fits) {
            throw new IllegalArgumentException(
                    "name \"" + name + "\" must have 1 to 64 characters out of letters, digits, '.', '_' and '-'");
        }
        return name;
    }

    /**
     * Returns the host if it may be one.
     *
     * @throws IllegalArgumentException with the rule, if not
     */
    public static String requireHost(String host) {
        boolean fits = !host.isEmpty() && host.length() <= MAX_HOST;
        for (int i = 0; fits && i < host.length(); i++) {
            fits = isHostCharacter(host.charAt(i));
        }
        if (!fits) {
            throw new IllegalArgumentException("host \"" + host
                    + "\" must be a host name or an IP address of 1 to 253 characters out of letters, digits,"
                    + " '.', '_', '-', ':' and '%'");
        }
        return host;
    }

    /**
     * Returns the port if it may be one.
     *
     * @throws IllegalArgumentException with the rule, if not
     */
    public static int requirePort(int port) {
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException("port " + port + " must lie between 1 and 65535");
        }
        return port;
    }

    /** What a host name and an address of IPv4 or IPv6, with its zone, are made of; nothing that means something to a shell. */
    private static boolean isHostCharacter(char c) {
        return isNameCharacter(c) || c == ':' || c == '%';
    }

    private static boolean isNameCharacter(char c) {
        return (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || (c >= '0' && c <= '9')
                || c == '.'
                || c == '_'
                || c == '-';
    }
}
