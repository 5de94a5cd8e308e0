package io.arewealive.snmp.agent;

import java.net.InetAddress;
import java.net.UnknownHostException;

/**
 * The addresses that begin with the same bits.
 *
 * @param address one of them
 * @param bits how many are the same
 */
public record Network(InetAddress address, int bits) {

    private static final int BYTE = 8;

    /**
     * Reads {@code 10.1.2.3}, {@code 10.0.0.0/8}, {@code ::1} or {@code fd00::/8}; a name is refused, for it would have to be looked up.
     *
     * @throws IllegalArgumentException with the rule
     */
    public static Network parse(String text) {
        String[] parts = text.split("/", 2);
        boolean literal =
                parts[0].matches("\\d{1,3}(\\.\\d{1,3}){3}") || parts[0].matches("[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*");
        if (!literal) {
            throw wrong(text);
        }
        try {
            InetAddress address = InetAddress.getByName(parts[0]);
            int most = address.getAddress().length * BYTE;
            int bits = parts.length == 1 ? most : Integer.parseInt(parts[1]);
            if (bits < 0 || bits > most) {
                throw wrong(text);
            }
            return new Network(address, bits);
        } catch (UnknownHostException | NumberFormatException e) {
            throw (IllegalArgumentException) wrong(text).initCause(e);
        }
    }

    /** Whether it is one of these addresses. */
    public boolean holds(InetAddress other) {
        byte[] mine = address.getAddress();
        byte[] its = other.getAddress();
        if (mine.length != its.length) {
            return false;
        }
        for (int bit = 0; bit < bits; bit++) {
            int mask = 0x80 >> (bit % BYTE);
            if (((mine[bit / BYTE] ^ its[bit / BYTE]) & mask) != 0) {
                return false;
            }
        }
        return true;
    }

    private static IllegalArgumentException wrong(String text) {
        return new IllegalArgumentException(
                "\"" + text + "\" must be an address or a network, such as 10.1.2.3, 10.0.0.0/8 or fd00::/8");
    }
}
