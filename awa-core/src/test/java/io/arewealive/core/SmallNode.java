package io.arewealive.core;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.arewealive.core.channel.ChannelOptions.Transport;
import io.arewealive.node.CommandId;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A whole node in a process with as little memory as the launcher gives it, that ends where memory does, and edits when it is asked. */
final class SmallNode implements AutoCloseable {

    private static final String SAID = "small node: ";

    private final Process process;
    private final BufferedReader out;
    private final int port;

    private SmallNode(Process process, int port) {
        this.process = process;
        this.out = process.inputReader(UTF_8);
        this.port = port;
    }

    /** Starts a process. */
    static SmallNode start(Path directory, Optional<Path> keys, int port) throws IOException {
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx64m",
                "-XX:+ExitOnOutOfMemoryError",
                "-cp",
                System.getProperty("java.class.path"),
                SmallNode.class.getName(),
                directory.toString(),
                keys.map(Path::toString).orElse(""),
                Integer.toString(port));
        return new SmallNode(
                new ProcessBuilder(command).redirectErrorStream(true).start(), port);
    }

    int port() {
        return port;
    }

    /** Waits until it is up. */
    SmallNode awaitUp() throws IOException {
        answer();
        return this;
    }

    /** Has it add a row; returns what came of it. */
    String edit(String row) throws IOException {
        process.getOutputStream().write((row + "\n").getBytes(UTF_8));
        process.getOutputStream().flush();
        return answer();
    }

    private String answer() throws IOException {
        String last = "";
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            last = line;
            if (line.startsWith(SAID)) {
                return line.substring(SAID.length());
            }
        }
        throw new IOException("the process of the node has ended: " + last);
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    /** Directory, directory of keys or nothing, port. */
    public static void main(String[] args) throws IOException {
        try (var cluster = new TestCluster(Path.of(args[0]), Transport.TCP)) {
            if (!args[1].isEmpty()) {
                cluster.with("awa.security.keystore", args[1]);
            }
            var node = cluster.startAll(Integer.parseInt(args[2]), "small").node("small");
            System.out.println(SAID + "up");
            var in = new BufferedReader(new InputStreamReader(System.in, UTF_8));
            for (String row = in.readLine(); row != null; row = in.readLine()) {
                var outcome = node.nodes().add(CommandId.random(), row, "10.0.0.1", 1, Duration.ofSeconds(2));
                System.out.println(SAID + outcome.getClass().getSimpleName());
            }
        }
    }
}
