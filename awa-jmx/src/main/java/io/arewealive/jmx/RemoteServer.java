package io.arewealive.jmx;

import java.net.MalformedURLException;
import javax.management.remote.JMXServiceURL;

/**
 * Where the beans of a node are, and as whom to ask.
 *
 * @param url {@code service:jmx:…}, or {@code host:port} for a connector behind an RMI registry
 * @param user empty for a connector without passwords
 * @param password of the user
 * @param tls whether the registry speaks TLS. Whom to trust is a matter of the JVM then ({@code javax.net.ssl.trustStore}, or its default
 *     {@code SSLContext}), because the JDK's sockets for RMI ask nobody else; a registry without TLS is refused
 */
public record RemoteServer(String url, String user, String password, boolean tls) {

    /** Without TLS. */
    public RemoteServer(String url, String user, String password) {
        this(url, user, password, false);
    }

    /**
     * The address as the JDK wants it.
     *
     * @throws IllegalArgumentException if it cannot be one
     */
    JMXServiceURL address() {
        try {
            return new JMXServiceURL(
                    url.startsWith("service:") ? url : "service:jmx:rmi:///jndi/rmi://" + url + "/jmxrmi");
        } catch (MalformedURLException e) {
            throw new IllegalArgumentException(
                    "\"" + url
                            + "\" is no JMX address; write host:port or service:jmx:rmi:///jndi/rmi://host:port/jmxrmi",
                    e);
        }
    }

    /** Where and as whom; not the password. */
    @Override
    public String toString() {
        return user.isEmpty() ? url : user + "@" + url;
    }
}
