package io.arewealive.standalone.control;

import java.io.IOException;
import java.rmi.server.RemoteServer;
import java.rmi.server.ServerNotActiveException;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import javax.management.remote.rmi.RMIConnection;
import javax.management.remote.rmi.RMIServer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the registry gives to callers: leads each to the connector of the user that it says it is, which asks for the password. */
final class Door implements RMIServer {

    private static final Logger LOG = LoggerFactory.getLogger(Door.class);
    private static final long TOLD_EVERY_NANOS = TimeUnit.MINUTES.toNanos(1);

    private final Map<String, RoleServer> servers;
    private final String version;
    private long toldNanos;
    private long refused;

    /** By the names of users; at least one. */
    Door(Map<String, RoleServer> servers) throws IOException {
        this.servers = Map.copyOf(servers);
        this.version = servers.values().iterator().next().getVersion();
        this.toldNanos = System.nanoTime() - TOLD_EVERY_NANOS;
    }

    @Override
    public String getVersion() {
        return version;
    }

    @Override
    public RMIConnection newClient(@Nullable Object credentials) throws IOException {
        RoleServer server = credentials instanceof String[] pair && pair.length == 2 && pair[0] != null
                ? servers.get(pair[0])
                : null;
        try {
            if (server == null) {
                throw new SecurityException("wrong user or password");
            }
            return server.newClient(credentials);
        } catch (SecurityException e) {
            refuse();
            throw e;
        }
    }

    /** Told once a minute at most, however many try. */
    private synchronized void refuse() {
        refused++;
        long now = System.nanoTime();
        if (now - toldNanos >= TOLD_EVERY_NANOS) {
            LOG.warn("jmx refused a wrong user or password from {}; refused since the start: {}", caller(), refused);
            toldNanos = now;
        }
    }

    private static String caller() {
        try {
            return RemoteServer.getClientHost();
        } catch (ServerNotActiveException e) {
            return "here";
        }
    }
}
