package io.arewealive.standalone.proof;

import static org.awaitility.Awaitility.await;

import io.arewealive.standalone.control.JmxServers;
import io.arewealive.standalone.control.Server;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A directory with a {@code cluster_info.json} and one server of the launcher, as a person has it; and the person's commands. */
final class Box implements AutoCloseable {

    static final Duration LONGEST = Duration.ofSeconds(60);

    private static final Duration ANSWER = Duration.ofSeconds(10);

    private final String name;
    private final Path directory;
    private final List<Process> processes = new ArrayList<>();
    private int port;
    private int starts;

    Box(Path home, String name) {
        this.name = name;
        this.port = Ports.free();
        try {
            this.directory = Files.createDirectory(home.resolve(name));
            writeInfo();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What a command wrote and returned. */
    record Result(int code, String out, String err) {

        @Override
        public String toString() {
            return "exit " + code + "\n" + out + err;
        }
    }

    String name() {
        return name;
    }

    String address() {
        return "127.0.0.1:" + port;
    }

    int port() {
        return port;
    }

    Path directory() {
        return directory;
    }

    Path data() {
        return directory.resolve("data");
    }

    void moveTo(int otherPort) throws IOException {
        port = otherPort;
        writeInfo();
    }

    /** Starts the server; the log of each start goes to a file of its own. */
    Box start(String... options) {
        return startBy(List.of(), options);
    }

    /** Starts the server through another program, which must become it. */
    Box startBy(List<String> program, String... options) {
        starts++;
        try {
            List<String> command = new ArrayList<>(program);
            command.addAll(Launcher.command(
                    Stream.concat(Stream.of("server"), Stream.of(options)).toArray(String[]::new)));
            processes.add(Launcher.builder(directory, command)
                    .redirectErrorStream(true)
                    .redirectOutput(logFile().toFile())
                    .start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    Box awaitServing() {
        await(name + " serves").atMost(LONGEST).until(() -> {
            if (!isRunning()) {
                throw new AssertionError(name + " ended: " + log());
            }
            return log().contains(" serves at ");
        });
        return this;
    }

    boolean isRunning() {
        return process().isAlive();
    }

    long pid() {
        return process().pid();
    }

    void kill9() {
        process().destroyForcibly();
        awaitEnd(LONGEST);
    }

    void signal(String signal) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + signal, Long.toString(pid())).start().waitFor();
    }

    /** Waits for the end of the server and returns its exit code. */
    int awaitEnd(Duration longest) {
        try {
            if (!process().waitFor(longest.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new AssertionError(name + " still runs after " + longest + ": " + log());
            }
            return process().exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** Stops it as an operator does, and waits for it. */
    int stop() throws IOException, InterruptedException {
        signal("TERM");
        return awaitEnd(LONGEST);
    }

    /** What the server of the last start wrote. */
    String log() {
        try {
            return Files.readString(logFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Runs a command in this directory. */
    Result awa(String... arguments) {
        return Launcher.run(directory, Launcher.command(arguments));
    }

    JsonObject status() {
        Result result = awa("status", "--json");
        return Json.createReader(new StringReader(result.out())).readObject();
    }

    /** A connection like the one that commands use. */
    Server connect() {
        return new JmxServers("").of(data(), ANSWER);
    }

    @Override
    public void close() {
        for (Process process : processes) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
        if (!processes.isEmpty()) {
            awaitEnd(LONGEST);
        }
    }

    /** The port once as a number, once as a text: both are found in such files. */
    private void writeInfo() throws IOException {
        String written = port % 2 == 0 ? Integer.toString(port) : "\"" + port + "\"";
        Files.writeString(
                directory.resolve("cluster_info.json"),
                "{\n  \"my_name\": \"" + name + "\",\n  \"my_host\": \"127.0.0.1\",\n  \"my_port\": " + written
                        + "\n}\n");
    }

    private Process process() {
        return processes.get(processes.size() - 1);
    }

    private Path logFile() {
        return directory.resolve("server-" + starts + ".log");
    }
}
