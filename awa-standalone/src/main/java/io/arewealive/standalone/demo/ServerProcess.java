package io.arewealive.standalone.demo;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One server of the demo: a process, its directory and its log. Not thread-safe. */
final class ServerProcess {

    private static final int TAIL_LINES = 15;
    private static final long MAX_LOG_BYTES = 1 << 20;
    private static final long KILL_SECONDS = 5;

    private final String name;
    private final int port;
    private final Path directory;
    private @Nullable Process process;

    ServerProcess(String name, int port, Path directory) throws IOException {
        this.name = name;
        this.port = port;
        this.directory = Files.createDirectory(directory.resolve(name));
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
        return process == null ? 0 : process.pid();
    }

    boolean isAlive() {
        return process != null && process.isAlive();
    }

    /** Settings of its own, in a file that only its owner reads; before the first start. */
    void settings(Map<String, String> settings) throws IOException {
        Path file = Files.createFile(
                directory.resolve("awa.properties"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        List<String> lines = new ArrayList<>();
        settings.forEach((key, value) -> lines.add(key + "=" + value));
        Files.write(file, lines);
    }

    /** Starts it; it stops by itself when this process is gone, because its input then ends. */
    void start(Launch launch, String... options) throws IOException {
        List<String> command = new ArrayList<>(launch.command());
        command.addAll(List.of("server", "--no-input", "--until-eof", "--name", name, "--host", "127.0.0.1"));
        command.addAll(List.of("--port", Integer.toString(port), "--data", data().toString()));
        command.addAll(List.of(options));
        var builder = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()));
        builder.environment().keySet().removeIf(Launch::isSetting);
        builder.environment().put("AWA_BIND", "127.0.0.1");
        process = builder.start();
    }

    /** Ends it as {@code kill -9} does. */
    void kill() throws InterruptedException {
        if (process != null) {
            process.destroyForcibly();
            process.waitFor(KILL_SECONDS, TimeUnit.SECONDS);
        }
    }

    /** Asks it to stop, without waiting. */
    void stop() {
        if (process != null) {
            process.destroy();
        }
    }

    boolean awaitEnd(long millis) throws InterruptedException {
        return process == null || process.waitFor(millis, TimeUnit.MILLISECONDS);
    }

    /** The last lines of its log. */
    List<String> tail() {
        try {
            if (Files.size(log()) > MAX_LOG_BYTES) {
                return List.of("(more than 1 MiB in " + log() + ")");
            }
            List<String> lines =
                    Files.readString(log(), StandardCharsets.UTF_8).lines().toList();
            return lines.subList(Math.max(0, lines.size() - TAIL_LINES), lines.size());
        } catch (IOException e) {
            return List.of("(no log: " + Optional.ofNullable(e.getMessage()).orElse("?") + ")");
        }
    }

    private Path log() {
        return directory.resolve("server.log");
    }
}
