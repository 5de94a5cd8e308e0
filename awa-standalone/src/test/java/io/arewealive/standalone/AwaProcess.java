package io.arewealive.standalone;

import static org.awaitility.Awaitility.await;

import io.arewealive.standalone.proof.Launcher;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A process of the launcher, in a directory of its own. */
final class AwaProcess implements AutoCloseable {

    private static final long LONGEST_SECONDS = 60;

    private final Process process;
    private final Path out;
    private final Path err;

    private AwaProcess(Process process, Path out, Path err) {
        this.process = process;
        this.out = out;
        this.err = err;
    }

    /** What a process wrote and returned. */
    record Result(int code, String out, String err) {}

    /** Runs a command to its end. */
    static Result run(Path directory, String... arguments) {
        try (AwaProcess process = start(directory, Map.of(), List.of(), arguments)) {
            return process.awaitEnd();
        }
    }

    /** Starts a command. */
    static AwaProcess start(Path directory, String... arguments) {
        return start(directory, Map.of(), List.of(), arguments);
    }

    static AwaProcess start(
            Path directory, Map<String, String> environment, List<String> javaOptions, String... arguments) {
        try {
            Path out = Files.createTempFile(directory, "out-", ".txt");
            Path err = Files.createTempFile(directory, "err-", ".txt");
            ProcessBuilder builder = Launcher.builder(directory, javaOptions, arguments)
                    .redirectOutput(out.toFile())
                    .redirectError(err.toFile());
            builder.environment().putAll(environment);
            return new AwaProcess(builder.start(), out, err);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A port that was free a moment ago. */
    static int freePort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    AwaProcess awaitServing() {
        await().atMost(Duration.ofSeconds(LONGEST_SECONDS)).until(() -> {
            if (!process.isAlive()) {
                throw new AssertionError("the server ended: " + err());
            }
            return err().contains(" serves at ");
        });
        return this;
    }

    Result awaitEnd() {
        try {
            if (!process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS)) {
                throw new AssertionError("still running: " + out() + err());
            }
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
        return new Result(process.exitValue(), out(), err());
    }

    void signal(String name) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + name, Long.toString(pid())).start().waitFor();
    }

    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    long pid() {
        return process.pid();
    }

    List<ProcessHandle> children() {
        return process.descendants().toList();
    }

    String out() {
        return read(out);
    }

    String err() {
        return read(err);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        try {
            process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
