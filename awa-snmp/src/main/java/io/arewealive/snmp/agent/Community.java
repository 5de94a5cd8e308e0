package io.arewealive.snmp.agent;

import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;

/**
 * Who may ask by SNMPv2c.
 *
 * @param word what the messages must say
 * @param sources where they must come from
 */
public record Community(Secret word, List<Network> sources) {

    /** Copies the list. */
    public Community {
        sources = List.copyOf(sources);
    }

    boolean allows(byte[] said, InetAddress from) {
        return MessageDigest.isEqual(word.text().getBytes(StandardCharsets.UTF_8), said)
                && sources.stream().anyMatch(network -> network.holds(from));
    }
}
