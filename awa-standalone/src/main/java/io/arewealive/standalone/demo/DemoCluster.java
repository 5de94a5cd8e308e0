package io.arewealive.standalone.demo;

import io.arewealive.jmx.RemoteAwaException;
import io.arewealive.snmp.Mib;
import io.arewealive.standalone.control.NoServerException;
import io.arewealive.standalone.control.Server;
import io.arewealive.standalone.control.Servers;
import io.arewealive.status.ClusterStatus;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The servers of the demo in a temporary directory; closing leaves neither process nor file behind. */
public final class DemoCluster implements AutoCloseable {

    private static final Duration ANSWER = Duration.ofSeconds(5);
    private static final Duration ASK = Duration.ofSeconds(1);
    private static final long POLL_MILLIS = 50;
    private static final long STOP_MILLIS = 6_000;
    private static final String SNMP_PASSWORD = "are-we-alive";

    private final Servers servers;
    private final Launch launch;
    private final Path directory;
    private final List<ServerProcess> processes = new ArrayList<>();
    private int snmpPort;
    private boolean closed;

    private DemoCluster(Servers servers, Launch launch, Path directory) {
        this.servers = servers;
        this.launch = launch;
        this.directory = directory;
    }

    /** Makes the directories of the servers {@code db-1}, {@code db-2}, … and starts nothing yet. */
    public static DemoCluster create(Servers servers, Launch launch, int count) {
        try {
            var cluster = new DemoCluster(servers, launch, Files.createTempDirectory("awa-demo"));
            for (int port : freePorts(count)) {
                cluster.processes.add(
                        new ServerProcess("db-" + (cluster.processes.size() + 1), port, cluster.directory));
            }
            cluster.letConsolesAsk();
            return cluster;
        } catch (IOException e) {
            throw new DemoException("cannot make a temporary directory for the demo: " + e, e);
        }
    }

    /** The first server answers SNMP consoles, on loopback like everything here. */
    private void letConsolesAsk() throws IOException {
        try (var socket = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            snmpPort = socket.getLocalPort();
        }
        processes
                .get(0)
                .settings(Map.of(
                        "awa.snmp.enabled",
                        "true",
                        "awa.snmp.bind",
                        "127.0.0.1",
                        "awa.snmp.port",
                        Integer.toString(snmpPort),
                        "awa.snmp.users.demo.auth-password",
                        SNMP_PASSWORD,
                        "awa.snmp.users.demo.priv-password",
                        SNMP_PASSWORD));
    }

    /** The command that shows the table of nodes to whoever has Net-SNMP's tools. */
    public String snmpwalk() {
        return "snmpwalk -v3 -l authPriv -u demo -a SHA-256 -A " + SNMP_PASSWORD + " -x AES -X " + SNMP_PASSWORD
                + " -m '' 127.0.0.1:" + snmpPort + " " + Mib.DEFAULT_ROOT + ".1.2";
    }

    /** The names of the servers. */
    public List<String> names() {
        return processes.stream().map(ServerProcess::name).toList();
    }

    /** The data directory of a server. */
    public Path data(String name) {
        return find(name).data();
    }

    /** The process id of a server. */
    public long pid(String name) {
        return find(name).pid();
    }

    /** Starts a server: the first, one that joins the first, or one that knows its cluster. */
    public synchronized void start(String name, String... options) {
        requireOpen();
        try {
            find(name).start(launch, options);
        } catch (IOException e) {
            throw new DemoException("cannot start " + String.join(" ", launch.command()) + ": " + e, e);
        }
    }

    /** The address that others join through. */
    public String address(String name) {
        return find(name).address();
    }

    /** Ends a server as {@code kill -9} does. */
    public synchronized void kill(String name) throws InterruptedException {
        find(name).kill();
    }

    /**
     * Asks one server again and again until its answer is as wanted.
     *
     * @param goal what is waited for, for the message if it does not come
     */
    public ClusterStatus await(String viewer, String goal, Duration atMost, Predicate<ClusterStatus> wanted)
            throws InterruptedException {
        long deadline = System.nanoTime() + atMost.toNanos();
        Optional<ClusterStatus> last = Optional.empty();
        String trouble = "no answer yet";
        while (System.nanoTime() - deadline < 0) {
            requireAlive(viewer, goal);
            try (Server server = servers.of(data(viewer), ANSWER)) {
                ClusterStatus status = server.askStatus(ASK);
                if (wanted.test(status)) {
                    return status;
                }
                last = Optional.of(status);
            } catch (NoServerException | RemoteAwaException e) {
                trouble = String.valueOf(e.getMessage());
            }
            Thread.sleep(POLL_MILLIS);
        }
        String seen = last.map(DemoCluster::states).orElse(trouble);
        throw new DemoException(goal + " did not happen within " + atMost.toSeconds() + " s; " + viewer + " says: "
                + seen + "\n" + logs());
    }

    private void requireAlive(String name, String goal) {
        ServerProcess process = find(name);
        if (!process.isAlive()) {
            throw new DemoException(name + " ended while waiting for: " + goal + "\n" + logs());
        }
    }

    private static String states(ClusterStatus status) {
        return String.join(
                ", ",
                status.nodes().stream()
                        .map(node -> node.name() + " " + node.state().title())
                        .toList());
    }

    private String logs() {
        var text = new StringBuilder();
        for (ServerProcess process : processes) {
            text.append("--- last lines of ").append(process.name()).append('\n');
            process.tail().forEach(line -> text.append("    ").append(line).append('\n'));
        }
        return text.toString().stripTrailing();
    }

    private ServerProcess find(String name) {
        return processes.stream()
                .filter(process -> process.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private void requireOpen() {
        if (closed) {
            throw new DemoException("the demo was interrupted");
        }
    }

    /** Stops all servers and deletes the directory. Idempotent; any thread. */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        processes.forEach(ServerProcess::stop);
        boolean interrupted = false;
        for (ServerProcess process : processes) {
            try {
                if (!process.awaitEnd(STOP_MILLIS)) {
                    process.kill();
                }
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        deleteDirectory();
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void deleteDirectory() {
        try (Stream<Path> all = Files.walk(directory)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (IOException | UncheckedIOException e) {
            throw new DemoException("cannot delete " + directory + ": " + e + "; delete it by hand", e);
        }
    }

    /** Ports that were free a moment ago, all different. */
    private static List<Integer> freePorts(int count) throws IOException {
        List<ServerSocket> sockets = new ArrayList<>();
        try {
            for (int i = 0; i < count; i++) {
                sockets.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
            }
            return sockets.stream().map(ServerSocket::getLocalPort).toList();
        } finally {
            for (ServerSocket socket : sockets) {
                socket.close();
            }
        }
    }
}
