package io.arewealive.snmp.trap;

import io.arewealive.node.Node;
import io.arewealive.snmp.agent.Secret;
import java.util.Optional;
import java.util.Set;

/**
 * Who is told.
 *
 * @param name in the settings
 * @param host where it listens
 * @param port its UDP port
 * @param user by SNMPv3 in the name of this user; empty: by SNMPv2c
 * @param community what SNMPv2c messages say
 * @param inform whether it confirms each notification, which is repeated until then
 * @param types the types of events that it wants, for example {@code awa.node.status}; empty: all
 */
public record Receiver(
        String name,
        String host,
        int port,
        Optional<String> user,
        Secret community,
        boolean inform,
        Set<String> types) {

    /** Copies the set. */
    public Receiver {
        types = Set.copyOf(types);
    }

    /** Where it listens, as the settings say it. */
    String target() {
        return Node.address(host, port);
    }

    boolean wants(Told told) {
        return types.isEmpty() || types.contains(told.event().type().id());
    }
}
