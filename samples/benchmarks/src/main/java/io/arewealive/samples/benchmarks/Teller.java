package io.arewealive.samples.benchmarks;

import io.arewealive.event.EventType;
import io.arewealive.jmx.RemoteAwa;
import io.arewealive.status.ClusterStatus;
import io.arewealive.status.NodeState;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Properties;
import java.util.stream.Collectors;

/**
 * Looks at a server from inside its network namespace, where alone its control can be reached, and prints what it shows whenever that
 * changes. It reads at once when it is told of something, and every 50 ms beside.
 */
public final class Teller {

    private static final int LOOK_MILLIS = 50;
    private static final Object CHANGED = new Object();

    private Teller() {}

    /** Argument: the server's data directory. */
    public static void main(String... args) throws IOException, InterruptedException {
        Properties credentials = ServerProcess.credentials(Path.of(args[0]));
        try (RemoteAwa remote = ServerProcess.connect(credentials);
                Ear ear = Ear.on(args[0], credentials)) {
            ear.also(event -> {
                if (event.type() == EventType.NODE_STATUS || event.type() == EventType.LEADER) {
                    synchronized (CHANGED) {
                        CHANGED.notifyAll();
                    }
                }
            });
            String before = "";
            while (true) {
                String now = line(remote.status());
                if (!now.equals(before)) {
                    System.out.println(now);
                    System.out.flush();
                    before = now;
                }
                synchronized (CHANGED) {
                    CHANGED.wait(LOOK_MILLIS);
                }
            }
        }
    }

    /** For example {@code SHOWS synced quorum online db-1 db-2 offline db-3}. */
    private static String line(ClusterStatus status) {
        return "SHOWS " + (status.synced() ? "synced " : "behind ") + (status.quorum() ? "quorum" : "minority")
                + " online " + names(status, NodeState.ONLINE) + " offline " + names(status, NodeState.OFFLINE)
                + " end";
    }

    private static String names(ClusterStatus status, NodeState state) {
        return status.nodes().stream()
                .filter(node -> node.state() == state)
                .map(node -> node.name())
                .collect(Collectors.joining(" "));
    }
}
