package io.arewealive.standalone;

import io.arewealive.node.Node;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * How a server begins that knows no cluster: the first of a new one, or through a node of an existing one. On a terminal it asks.
 *
 * @param join {@code host:port} of a node of the cluster; empty: this is the first
 */
record Beginning(Optional<String> join) {

    private static final int ATTEMPTS = 3;
    private static final int DEFAULT_PORT = 7800;

    /** What a person answers; empty if there is no usable answer. */
    static Optional<Beginning> ask(Shell shell) {
        Optional<String> first = question(shell, "Is this the first node of a new cluster? [y/N] ", Beginning::yesOrNo);
        if (first.isEmpty() || first.get().equals("yes")) {
            return first.map(yes -> new Beginning(Optional.empty()));
        }
        return question(shell, "Host of a node of the cluster: ", Node::requireHost)
                .flatMap(host -> question(shell, "Its port [" + DEFAULT_PORT + "]: ", Beginning::port)
                        .map(port -> new Beginning(
                                Optional.of(host.indexOf(':') >= 0 ? "[" + host + "]:" + port : host + ":" + port))));
    }

    private static Optional<String> question(Shell shell, String question, UnaryOperator<String> rule) {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            shell.err().print(question);
            shell.err().flush();
            Optional<String> answer = shell.terminal().line();
            if (answer.isEmpty()) {
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

    private static String port(String answer) {
        try {
            return answer.isEmpty()
                    ? Integer.toString(DEFAULT_PORT)
                    : Integer.toString(Node.requirePort(Integer.parseInt(answer)));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("A port is a number between 1 and 65535.", e);
        }
    }
}
