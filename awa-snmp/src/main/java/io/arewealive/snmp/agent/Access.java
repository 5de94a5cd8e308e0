package io.arewealive.snmp.agent;

import java.util.List;
import java.util.Optional;

/**
 * Who may ask.
 *
 * @param users by SNMPv3, authenticated and encrypted
 * @param community by SNMPv2c; empty if nobody may
 */
public record Access(List<User> users, Optional<Community> community) {

    /** Copies the list. */
    public Access {
        users = List.copyOf(users);
    }
}
