package io.arewealive.core.trust;

import io.arewealive.core.trust.InitException.Reason;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * What {@link Init} is asked for.
 *
 * @param directory where the files go; made if it is not there
 * @param from a directory that holds the cluster's part, made elsewhere
 * @param renew whether the cluster's keys go on to their next stage
 * @param cluster name of the cluster, if its part is made here
 * @param name of this node; default: the first label of the host's name
 * @param host what others dial; default: an address of this machine
 * @param port what others dial; default: what a server finds free
 * @param join nodes to join through, as {@code host:port}, separated by commas
 */
public record InitRequest(
        Path directory,
        Optional<Path> from,
        boolean renew,
        Optional<String> cluster,
        Optional<String> name,
        Optional<String> host,
        Optional<String> port,
        Optional<String> join) {

    private static final String NAME_RULE = "[A-Za-z0-9._-]{1,64}";
    private static final String HOST_RULE = "[!-.0-~]{1,253}";

    /** The options, one a line, for a text of usage. */
    static final List<String> USAGE = List.of(
            "  --dir D        where the files go (.)",
            "  --from D       take the cluster's part, made elsewhere, from this directory",
            "  --renew        bring the cluster's keys to the next stage of their change",
            "  --cluster C    name of a new cluster (awa)",
            "  --name N       name of this node (the host's name)",
            "  --host H       what others dial to reach this node (an address of this machine)",
            "  --port P       the port that others dial (7800, or the next free one)",
            "  --join H:P,... nodes to join through");

    /** Checks what can be checked without looking at anything. */
    public InitRequest {
        require(cluster, "--cluster", NAME_RULE, "must have 1 to 64 letters, digits, '.', '_' and '-'");
        require(name, "--name", NAME_RULE, "must have 1 to 64 letters, digits, '.', '_' and '-'");
        require(host, "--host", HOST_RULE, "must be a host name or an IP address");
        require(port, "--port", "[1-9]\\d{0,4}", "must lie between 1 and 65535");
        port.filter(text -> Integer.parseInt(text) > 65_535).ifPresent(text -> {
            throw new InitException(Reason.USAGE, "--port " + text + " must lie between 1 and 65535");
        });
        require(join, "--join", "[^,/\\s]{1,259}(,[^,/\\s]{1,259})*", "must be HOST:PORT,...");
        if (renew && (from.isPresent() || saysNode(name, host, port, join) || cluster.isPresent())) {
            throw new InitException(Reason.USAGE, "--renew changes the keys alone; use it with --dir only");
        }
        if (from.isPresent() && cluster.isPresent()) {
            throw new InitException(Reason.USAGE, "--from takes the cluster's name too; leave --cluster out");
        }
    }

    /** Reads the options of a command line; the words of {@link #USAGE}. */
    static InitRequest parse(String... arguments) {
        Deque<String> words = new ArrayDeque<>(List.of(arguments));
        Path directory = Path.of("");
        Optional<Path> from = Optional.empty();
        boolean renew = false;
        Optional<String> cluster = Optional.empty();
        Optional<String> name = Optional.empty();
        Optional<String> host = Optional.empty();
        Optional<String> port = Optional.empty();
        Optional<String> join = Optional.empty();
        while (!words.isEmpty()) {
            String option = words.remove();
            switch (option) {
                case "--dir" -> directory = Path.of(value(option, words));
                case "--from" -> from = Optional.of(Path.of(value(option, words)));
                case "--renew" -> renew = true;
                case "--cluster" -> cluster = Optional.of(value(option, words));
                case "--name" -> name = Optional.of(value(option, words));
                case "--host" -> host = Optional.of(value(option, words));
                case "--port" -> port = Optional.of(value(option, words));
                case "--join" -> join = Optional.of(value(option, words));
                default -> throw new InitException(Reason.USAGE, "unknown option: " + option + "; see --help");
            }
        }
        return new InitRequest(directory, from, renew, cluster, name, host, port, join);
    }

    /** Whether it says anything about this node. */
    boolean saysNode() {
        return saysNode(name, host, port, join);
    }

    private static boolean saysNode(
            Optional<String> name, Optional<String> host, Optional<String> port, Optional<String> join) {
        return name.isPresent() || host.isPresent() || port.isPresent() || join.isPresent();
    }

    private static String value(String option, Deque<String> words) {
        if (words.isEmpty()) {
            throw new InitException(Reason.USAGE, option + " needs a value; see --help");
        }
        return words.remove();
    }

    private static void require(Optional<String> text, String option, String rule, String words) {
        text.filter(given -> !given.matches(rule)).ifPresent(given -> {
            throw new InitException(Reason.USAGE, option + " \"" + given + "\" " + words);
        });
    }
}
