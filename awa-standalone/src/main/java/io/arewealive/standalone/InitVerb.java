package io.arewealive.standalone;

import io.arewealive.core.trust.Init;
import io.arewealive.core.trust.InitRequest;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Makes the keys of a cluster and the settings of this server. */
@Command(
        name = "init",
        description = "Make the settings of this server and, once for the cluster, its keys.",
        footer = {
            "",
            "Writes node.properties (this server), and cluster.properties, cluster.p12 and the files with their passwords"
                    + " (the cluster, ten years). What is there is kept. A server that is started in that directory, or"
                    + " with --config node.properties, uses them; so does every server when they are in /etc/awa. Not"
                    + " needed on loopback."
        })
final class InitVerb implements Callable<Integer> {

    private final Shell shell;

    @Option(names = "--dir", paramLabel = "D", description = "Where the files go (.).")
    private Path directory = Path.of("");

    @Option(names = "--from", paramLabel = "D", description = "Take the cluster's part, made elsewhere, from there.")
    private @Nullable Path from;

    @Option(names = "--renew", description = "Bring the cluster's keys to the next of three stages of their change.")
    private boolean renew;

    @Option(names = "--cluster", paramLabel = "C", description = "Name of a new cluster (awa).")
    private @Nullable String cluster;

    @Option(names = "--name", paramLabel = "N", description = "Name of this node (the host's name).")
    private @Nullable String name;

    @Option(
            names = "--host",
            paramLabel = "H",
            description = "What others dial to reach this node (an address of this machine).")
    private @Nullable String host;

    @Option(names = "--port", paramLabel = "P", description = "The port that others dial (7800, or the next free one).")
    private @Nullable String port;

    @Option(names = "--join", paramLabel = "HOST:PORT", split = ",", description = "Nodes to join through.")
    private List<String> join = List.of();

    InitVerb(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() {
        shell.print(Init.run(new InitRequest(
                in(directory),
                Optional.ofNullable(from).map(this::in),
                renew,
                Optional.ofNullable(cluster),
                Optional.ofNullable(name),
                Optional.ofNullable(host),
                Optional.ofNullable(port),
                join.isEmpty() ? Optional.empty() : Optional.of(String.join(",", join)))));
        return Exit.DONE;
    }

    private Path in(Path path) {
        Path home = shell.sources().get().workingDirectory();
        Path whole = home.resolve(path).normalize();
        return whole.startsWith(home) ? home.relativize(whole) : whole;
    }
}
