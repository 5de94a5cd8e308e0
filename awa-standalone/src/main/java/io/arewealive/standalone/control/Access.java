package io.arewealive.standalone.control;

import java.util.Optional;
import javax.net.ssl.SSLContext;

/**
 * A server with a JMX port, and as whom to ask it.
 *
 * @param address {@code host:port} or {@code service:jmx:…}
 * @param user empty for a port without passwords
 * @param password of the user
 * @param tls whom to trust; empty: the port speaks without TLS
 */
public record Access(String address, String user, String password, Optional<SSLContext> tls) {

    /** Where and as whom; not the password. */
    @Override
    public String toString() {
        return user.isEmpty() ? address : user + "@" + address;
    }
}
