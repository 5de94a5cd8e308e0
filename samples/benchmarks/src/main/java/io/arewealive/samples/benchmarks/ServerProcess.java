package io.arewealive.samples.benchmarks;

import io.arewealive.jmx.RemoteAwa;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A server of the launcher in a process and a directory of its own. */
final class ServerProcess implements AutoCloseable {

    private static final Duration ANSWER = Duration.ofSeconds(10);
    private static final Duration LOOK = Duration.ofNanos(500_000);

    private final Path script;
    private final Path directory;
    private final String name;
    private final String host;
    private final int port;
    private final List<String> inside;
    private final Map<String, String> environment = new TreeMap<>();
    private @Nullable Process process;
    private @Nullable RemoteAwa remote;
    private @Nullable Ear ear;

    private ServerProcess(
            Bench bench, Path directory, String name, String profile, String host, int port, List<String> inside)
            throws IOException {
        this.script = bench.options().script();
        this.directory = Files.createDirectories(directory.resolve(name));
        this.name = name;
        this.host = host;
        this.port = port;
        this.inside = inside;
        bench.keys().give(this.directory);
        set("AWA_PROFILE", profile);
    }

    static ServerProcess onLoopback(Bench bench, Path directory, String name, String profile) throws IOException {
        return new ServerProcess(bench, directory, name, profile, "127.0.0.1", Ports.free(), List.of());
    }

    /** One that runs behind a command such as {@code ip netns exec}. */
    static ServerProcess inside(
            List<String> inside, Bench bench, Path directory, String name, String profile, String host)
            throws IOException {
        var server = new ServerProcess(bench, directory, name, profile, host, 7800, inside);
        server.set("AWA_BIND", host);
        if (!bench.options().tls()) {
            server.set("AWA_SECURITY_INSECURE", "true");
        }
        return server;
    }

    /** A variable of its environment. */
    void set(String variable, String value) {
        environment.put(variable, value);
    }

    String name() {
        return name;
    }

    int port() {
        return port;
    }

    String address() {
        return host + ":" + port;
    }

    Path directory() {
        return directory;
    }

    Path data() {
        return directory.resolve("data");
    }

    /** Starts the process; it ends with this one, because its input then ends. */
    void start(String... options) throws IOException {
        Files.deleteIfExists(credentials()); // of a process that was killed
        List<String> command = new ArrayList<>(inside);
        command.addAll(List.of(script.toString(), "server", "--no-input", "--until-eof"));
        command.addAll(List.of("--name", name, "--host", host, "--port", Integer.toString(port)));
        command.addAll(List.of("--data", data().toString()));
        command.addAll(List.of(options));
        process = Children.start(builder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        directory.resolve("server.log").toFile())));
    }

    private ProcessBuilder builder(List<String> command) {
        var builder = new ProcessBuilder(command).directory(directory.toFile());
        builder.environment().keySet().removeIf(variable -> variable.startsWith("AWA_"));
        builder.environment().putAll(environment);
        return builder;
    }

    /** Connects to it as soon as it lets anybody in, and listens to it from then on. */
    RemoteAwa connect() throws IOException {
        awaitServing();
        Properties found = credentials(data());
        remote = connect(found);
        ear = Ear.on(name, found);
        return remote;
    }

    /** Waits until it lets anybody in. */
    void awaitServing() {
        Wait.until(
                name + " serving",
                LOOK,
                () -> Files.exists(credentials()) || !running().isAlive());
        if (!running().isAlive()) {
            throw new IllegalStateException(name + " has ended; see " + directory.resolve("server.log"));
        }
    }

    static RemoteAwa connect(Properties credentials) {
        return RemoteAwa.connect(
                credentials.getProperty("url", ""),
                credentials.getProperty("user", ""),
                credentials.getProperty("password", ""),
                ANSWER);
    }

    /** What a server has written down for those who may operate it. */
    static Properties credentials(Path data) throws IOException {
        var properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file(data))) {
            properties.load(reader);
        }
        return properties;
    }

    /** The connection that was made last. */
    RemoteAwa remote() {
        if (remote == null) {
            throw new IllegalStateException("not connected to " + name);
        }
        return remote;
    }

    /** What it tells, since the connection that was made last. */
    Ear ear() {
        if (ear == null) {
            throw new IllegalStateException("not connected to " + name);
        }
        return ear;
    }

    /** Ends the process as {@code kill -9} does. */
    void kill() {
        running().destroyForcibly();
    }

    /** Waits for the end of a killed process, and lets its connection go. */
    void bury() throws InterruptedException {
        running().waitFor();
        disconnect();
    }

    /** Stops it as an operator does. */
    void stop() throws InterruptedException {
        running().destroy();
        bury();
    }

    void signal(String signal) throws IOException, InterruptedException {
        Children.signal(running(), signal);
    }

    /** The wall time of a command on this server, in milliseconds. */
    double commandMillis(String... words) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(script.toString()));
        command.addAll(List.of(words));
        command.addAll(List.of("--data", data().toString()));
        return millisOf(builder(command));
    }

    /** The wall time of a JVM that does nothing, started by the launcher's script with its options, in milliseconds. */
    double jvmMillis() throws IOException, InterruptedException {
        var builder = builder(List.of(script.toString()));
        builder.environment().put("AWA_JAVA_OPTS", "-version");
        return millisOf(builder.redirectError(ProcessBuilder.Redirect.DISCARD));
    }

    private static double millisOf(ProcessBuilder builder) throws IOException, InterruptedException {
        builder.redirectOutput(ProcessBuilder.Redirect.DISCARD);
        long begin = System.nanoTime();
        int code = Children.start(builder).waitFor();
        double millis = Wait.millis(begin, System.nanoTime());
        if (code != 0) {
            throw new IllegalStateException(String.join(" ", builder.command()) + " ended with " + code);
        }
        return millis;
    }

    double residentMebibytes() throws IOException {
        return Conditions.residentMebibytes(running().pid());
    }

    double cpuSeconds() {
        return running()
                .info()
                .totalCpuDuration()
                .map(used -> used.toMillis() / 1e3)
                .orElseThrow();
    }

    long pid() {
        return running().pid();
    }

    void disconnect() {
        if (ear != null) {
            ear.close();
            ear = null;
        }
        if (remote != null) {
            remote.close();
            remote = null;
        }
    }

    private Path credentials() {
        return file(data());
    }

    private static Path file(Path data) {
        return data.resolve("run").resolve("operator.properties");
    }

    private Process running() {
        if (process == null) {
            throw new IllegalStateException(name + " was not started");
        }
        return process;
    }

    @Override
    public void close() {
        if (process != null) {
            Children.end(process, ANSWER);
        }
        disconnect();
    }
}
