package io.arewealive.jmx;

import java.net.MalformedURLException;
import javax.management.remote.JMXServiceURL;

/**
 * Where the beans of a node are, and as whom to ask.
 *
 * @param url {@code service:jmx:…}, or {@code host:port} for a connector behind an RMI registry
 * @param user empty for a connector without passwords
 * @param password of the user
 */
public record RemoteServer(String url, String user, String password) {

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
