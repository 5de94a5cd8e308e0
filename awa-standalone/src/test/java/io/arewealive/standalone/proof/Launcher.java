package io.arewealive.standalone.proof;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** How the launcher is run: from the distribution that the build made, or else by Java on this class path. */
public final class Launcher {

    private static final Path SCRIPT = Path.of("target/awa/bin/awa").toAbsolutePath();
    private static final long LONGEST_SECONDS = 60;

    private Launcher() {}

    /** The words that run the launcher with these arguments. */
    public static List<String> command(String... arguments) {
        List<String> command = new ArrayList<>();
        if (isBuilt()) {
            command.add(SCRIPT.toString());
        } else {
            command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
            command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx256m"));
            command.addAll(List.of("-cp", System.getProperty("java.class.path"), "io.arewealive.standalone.Main"));
        }
        command.addAll(List.of(arguments));
        return command;
    }

    /** As {@link #builder(Path, List)}, with more options for the JVM, which win over the launcher's own. */
    public static ProcessBuilder builder(Path directory, List<String> javaOptions, String... arguments) {
        List<String> command = command(arguments);
        if (!isBuilt()) {
            command.addAll(1, javaOptions);
        }
        ProcessBuilder builder = builder(directory, command);
        if (!javaOptions.isEmpty()) {
            builder.environment().put("AWA_JAVA_OPTS", String.join(" ", javaOptions));
        }
        return builder;
    }

    private static boolean isBuilt() {
        return Files.isExecutable(SCRIPT);
    }

    /** A process without a terminal and without settings in its environment. */
    public static ProcessBuilder builder(Path directory, List<String> command) {
        var builder = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
        builder.environment().keySet().removeIf(variable -> variable.startsWith("AWA_"));
        builder.environment().put("AWA_BIND", "127.0.0.1");
        return builder;
    }

    static Box.Result run(Path directory, List<String> command) {
        try {
            Path out = Files.createTempFile("awa-proof", ".out");
            Path err = Files.createTempFile("awa-proof", ".err");
            Process process = builder(directory, command)
                    .redirectOutput(out.toFile())
                    .redirectError(err.toFile())
                    .start();
            try {
                if (!process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS)) {
                    throw new AssertionError("still running: " + command);
                }
                return new Box.Result(process.exitValue(), Files.readString(out), Files.readString(err));
            } finally {
                process.destroyForcibly();
                Files.delete(out);
                Files.delete(err);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
