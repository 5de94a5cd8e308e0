package io.arewealive.samples.benchmarks;

import io.arewealive.jmx.RemoteAwa;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** A server of the launcher in a process and a directory of its own. */
final class ServerProcess implements AutoCloseable {

    private static final Duration ANSWER = Duration.ofSeconds(10);
    private static final long START_SECONDS = 60;

    private final Path script;
    private final Path directory;
    private final String name;
    private final int port;
    private final String profile;
    private @Nullable Process process;
    private @Nullable RemoteAwa remote;

    ServerProcess(Path script, Path directory, String name, int port, String profile) throws IOException {
        this.script = script;
        this.directory = Files.createDirectories(directory.resolve(name));
        this.name = name;
        this.port = port;
        this.profile = profile;
    }

    String name() {
        return name;
    }

    String address() {
        return "127.0.0.1:" + port;
    }

    Path data() {
        return directory.resolve("data");
    }

    long pid() {
        return running().pid();
    }

    /** Starts the process; it ends with this one, because its input then ends. */
    void start(String... options) throws IOException {
        Files.deleteIfExists(credentials()); // of a process that was killed
        List<String> command = new ArrayList<>(List.of(script.toString(), "server", "--no-input", "--until-eof"));
        command.addAll(List.of("--name", name, "--host", "127.0.0.1", "--port", Integer.toString(port)));
        command.addAll(List.of("--data", data().toString()));
        command.addAll(List.of(options));
        var builder = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        directory.resolve("server.log").toFile()));
        builder.environment().keySet().removeIf(variable -> variable.startsWith("AWA_"));
        builder.environment().put("AWA_PROFILE", profile);
        process = builder.start();
    }

    /** Connects to it as soon as it lets anybody in. */
    RemoteAwa connect() throws IOException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS);
        while (!Files.exists(credentials())) {
            if (System.nanoTime() - deadline > 0 || !running().isAlive()) {
                throw new IllegalStateException(name + " does not serve; see " + directory.resolve("server.log"));
            }
            LockSupport.parkNanos(500_000);
        }
        var properties = new Properties();
        try (Reader reader = Files.newBufferedReader(credentials())) {
            properties.load(reader);
        }
        RemoteAwa connected = RemoteAwa.connect(
                properties.getProperty("url", ""),
                properties.getProperty("user", ""),
                properties.getProperty("password", ""),
                ANSWER);
        remote = connected;
        return connected;
    }

    /** The connection that was made last. */
    RemoteAwa remote() {
        if (remote == null) {
            throw new IllegalStateException("not connected to " + name);
        }
        return remote;
    }

    /** Ends the process as {@code kill -9} does. */
    void kill() throws InterruptedException {
        running().destroyForcibly();
    }

    /** Waits for the end of a killed process, and lets its connection go. */
    void bury() throws InterruptedException {
        running().waitFor();
        disconnect();
    }

    void signal(String signal) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + signal, Long.toString(pid())).start().waitFor();
    }

    /** The wall time of {@code awa status} on this server, in milliseconds. */
    double statusMillis() throws IOException, InterruptedException {
        var builder = new ProcessBuilder(script.toString(), "status", "--data", data().toString())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD);
        long begin = System.nanoTime();
        int code = builder.start().waitFor();
        double millis = (System.nanoTime() - begin) / 1e6;
        if (code != 0) {
            throw new IllegalStateException("awa status ended with " + code);
        }
        return millis;
    }

    double residentMebibytes() throws IOException {
        return Files.readAllLines(Path.of("/proc", Long.toString(pid()), "status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToDouble(line -> Double.parseDouble(line.replaceAll("[^0-9]", "")) / 1024)
                .findFirst()
                .orElseThrow();
    }

    double cpuSeconds() {
        return running()
                .info()
                .totalCpuDuration()
                .map(used -> used.toMillis() / 1e3)
                .orElseThrow();
    }

    void disconnect() {
        if (remote != null) {
            remote.close();
            remote = null;
        }
    }

    private Path credentials() {
        return data().resolve("run").resolve("operator.properties");
    }

    private Process running() {
        if (process == null) {
            throw new IllegalStateException(name + " was not started");
        }
        return process;
    }

    @Override
    public void close() {
        disconnect();
        if (process != null) {
            process.destroyForcibly().onExit().join();
        }
    }
}
