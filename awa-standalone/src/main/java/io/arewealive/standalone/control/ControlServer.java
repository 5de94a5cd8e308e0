package io.arewealive.standalone.control;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.management.MBeanServer;
import javax.management.remote.JMXConnectorServer;

/**
 * The server's side: a JMX connector on loopback for each role, on one port. Where they are and with which password they let in
 * stands in {@code DATA/run}, in a file that only the role's users can read. There is no registry that another user of the machine
 * could write to.
 */
public final class ControlServer implements AutoCloseable {

    private static final String LOOPBACK = "127.0.0.1";

    private final RunFiles files;
    private final LoopbackSockets sockets = new LoopbackSockets();
    private final List<JMXConnectorServer> connectors = new ArrayList<>();

    private ControlServer(RunFiles files) {
        this.files = files;
    }

    /**
     * Opens the connectors and writes the files.
     *
     * @param data the server's data directory
     * @param beans what is shown
     * @param about what everybody may know, for example the node's name
     * @throws IOException if the directory cannot be written or no port is free
     */
    public static ControlServer open(Path data, MBeanServer beans, Map<String, String> about) throws IOException {
        var control = new ControlServer(new RunFiles(data));
        try {
            control.start(beans, about);
            return control;
        } catch (IOException | RuntimeException e) {
            control.close();
            throw e;
        }
    }

    private void start(MBeanServer beans, Map<String, String> about) throws IOException {
        files.create();
        var random = new SecureRandom();
        Map<String, String> everyone = new HashMap<>(about);
        for (Role role : Role.values()) {
            var password = Password.random(role.word(), random);
            JMXConnectorServer connector = connector(role, password, beans);
            connectors.add(connector);
            connector.start();
            String url = connector.getAddress().toString();
            files.write(role, Map.of("url", url, "user", role.word(), "password", password.text()));
            everyone.put(role.word() + ".url", url);
        }
        everyone.put("pid", Long.toString(ProcessHandle.current().pid()));
        everyone.put("port", Integer.toString(sockets.port()));
        files.writeForEveryone(everyone);
    }

    /** Both roles share one port: the first takes a free one, the second the same. */
    private JMXConnectorServer connector(Role role, Password password, MBeanServer beans) throws IOException {
        var place = new RoleServer.Place(sockets.port(), Optional.empty(), sockets);
        return RoleServer.of(LOOPBACK, place, password, new RoleGuard(role, role.word()), beans)
                .connector();
    }

    /** The directory with the files. */
    public Path directory() {
        return files.directory();
    }

    /** Ends the connections and removes the files. Idempotent. */
    @Override
    public void close() {
        for (JMXConnectorServer connector : connectors) {
            try {
                connector.stop();
            } catch (IOException e) {
                // A client that does not answer: its connection ends with this process.
            }
        }
        connectors.clear();
        try {
            files.delete();
        } catch (IOException e) {
            // Left behind, they name a port where nobody listens any more; the next start replaces them.
        }
    }
}
