package io.arewealive.snmp.agent;

import java.nio.charset.StandardCharsets;
import org.snmp4j.security.AuthHMAC192SHA256;
import org.snmp4j.security.AuthHMAC384SHA512;
import org.snmp4j.security.PrivAES128;
import org.snmp4j.security.PrivAES256;
import org.snmp4j.security.UsmUser;
import org.snmp4j.smi.OctetString;

/**
 * Who may ask by SNMPv3, and in whose name notifications are sent.
 *
 * @param name of the user
 * @param strongAuth SHA-512 rather than SHA-256
 * @param authPassword proves who it is
 * @param strongPriv AES-256 rather than AES-128
 * @param privPassword encrypts
 */
public record User(String name, boolean strongAuth, Secret authPassword, boolean strongPriv, Secret privPassword) {

    /** As SNMP4J has it. */
    public UsmUser usm() {
        return new UsmUser(
                octets(name),
                strongAuth ? AuthHMAC384SHA512.ID : AuthHMAC192SHA256.ID,
                octets(authPassword.text()),
                strongPriv ? PrivAES256.ID : PrivAES128.ID,
                octets(privPassword.text()));
    }

    private static OctetString octets(String text) {
        return new OctetString(text.getBytes(StandardCharsets.UTF_8));
    }
}
