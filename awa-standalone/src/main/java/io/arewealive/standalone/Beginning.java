package io.arewealive.standalone;

import io.arewealive.core.config.HostPort;
import io.arewealive.node.Node;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * How a server begins that knows no cluster: the first of a new one, or through a node of an existing one. On a terminal it asks.
 *
 * @param join {@code host:port} of a node of the cluster; empty: this is the first
 */
record Beginning(Optional<String> join) {

    private static final int ATTEMPTS = 3;
    private static final Pattern HOST_PORT = Pattern.compile("(\\[[^]]+]|[^:\\[\\]]+):\\d+");

    /** What a person answers; empty if there is no usable answer. */
    static Optional<Beginning> ask(Shell shell) {
        Optional<String> first = question(shell, "Is this the first node of a new cluster? [y/N] ", Beginning::yesOrNo);
        if (first.isEmpty() || first.get().equals("yes")) {
            return first.map(yes -> new Beginning(Optional.empty()));
        }
        return question(shell, "Host of a node of the cluster that runs: ", Beginning::host)
                .flatMap(host -> isHostAndPort(host)
                        ? Optional.of(host)
                        : question(shell, "Its port [" + HostPort.DEFAULT_PORT + "]: ", Beginning::port)
                                .map(port -> host + ":" + port))
                .map(address -> new Beginning(Optional.of(address)));
    }

    /** Whether the text has the form {@code HOST:PORT}; an IPv6 address needs its brackets. */
    static boolean isHostAndPort(String text) {
        return HOST_PORT.matcher(text).matches();
    }

    private static Optional<String> question(Shell shell, String question, UnaryOperator<String> rule) {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            shell.err().print(question);
            shell.err().flush();
            Optional<String> answer = shell.terminal().line();
            if (answer.isEmpty()) {
                shell.err().println();
                return Optional.empty();
            }
            try {
                return answer.map(rule);
            } catch (IllegalArgumentException e) {
                shell.say(String.valueOf(e.getMessage()));
            }
        }
        return Optional.empty();
    }

    private static String yesOrNo(String answer) {
        return switch (answer.toLowerCase(Locale.ROOT)) {
            case "y", "yes" -> "yes";
            case "n", "no", "" -> "no";
            default -> throw new IllegalArgumentException("Please answer y or n.");
        };
    }

    /** A host, or a host with its port for those who know that form; an IPv6 address gets its brackets. */
    private static String host(String answer) {
        if (answer.isEmpty()) {
            throw new IllegalArgumentException("Please name a host, such as 10.0.0.1 or db-1.");
        }
        if (isHostAndPort(answer)) {
            return HostPort.parse(answer).toString();
        }
        boolean bracketed = answer.startsWith("[") && answer.endsWith("]");
        String host = Node.requireHost(bracketed ? answer.substring(1, answer.length() - 1) : answer);
        if (host.indexOf(':') < 0) {
            return host;
        }
        if (!isVersionSix(host)) {
            throw new IllegalArgumentException("\"" + answer + "\" is neither a host nor HOST:PORT.");
        }
        return "[" + host + "]";
    }

    /** In brackets an address is never looked up as a name. */
    private static boolean isVersionSix(String host) {
        try {
            return InetAddress.getByName("[" + host.split("%", 2)[0] + "]") != null;
        } catch (UnknownHostException e) {
            return false;
        }
    }

    private static String port(String answer) {
        try {
            return answer.isEmpty()
                    ? Integer.toString(HostPort.DEFAULT_PORT)
                    : Integer.toString(Node.requirePort(Integer.parseInt(answer)));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("A port is a number between 1 and 65535.", e);
        }
    }
}
