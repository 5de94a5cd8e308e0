package io.arewealive.standalone;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Where a command was started: which of its streams are a terminal, and what a person types.
 *
 * @param asks whether there is a person to ask: input and messages are a terminal
 * @param shows whether data goes to a terminal
 * @param noColor whether the person wants no colours anywhere
 * @param input what is typed
 * @param bytes the same, for who takes it as it is; whoever reads one of them leaves the other alone
 */
record Terminal(boolean asks, boolean shows, boolean noColor, BufferedReader input, InputStream bytes) {

    private static final int STDIN = 0;
    private static final int STDOUT = 1;
    private static final int STDERR = 2;

    static Terminal ofProcess(InputStream input, Map<String, String> environment) {
        boolean dumb = "dumb".equals(environment.get("TERM"));
        return new Terminal(
                isTerminal(STDIN) && isTerminal(STDERR),
                isTerminal(STDOUT),
                dumb || !environment.getOrDefault("NO_COLOR", "").isEmpty(),
                new BufferedReader(new InputStreamReader(input, Charset.defaultCharset())),
                input);
    }

    /** The next line that is typed, without spaces around it; empty at the end of the input. */
    Optional<String> line() {
        try {
            return Optional.ofNullable(input.readLine()).map(String::strip);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** By what the stream is connected to; {@code System.console()} tells it for both together, and not in every Java. */
    @SuppressWarnings(
            "SystemConsoleNull") // Where there is no /proc, a guess: at worst a question meets the input's end.
    private static boolean isTerminal(int stream) {
        try {
            String target =
                    Files.readSymbolicLink(Path.of("/proc/self/fd/" + stream)).toString();
            return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty") || target.equals("/dev/console");
        } catch (IOException | UnsupportedOperationException e) {
            return System.console() != null;
        }
    }
}
