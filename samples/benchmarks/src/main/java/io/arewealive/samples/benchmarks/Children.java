package io.arewealive.samples.benchmarks;

import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** The processes that were started here; none outlives this one if it is interrupted. */
final class Children {

    private static final Set<Process> RUNNING = ConcurrentHashMap.newKeySet();

    static {
        Runtime.getRuntime()
                .addShutdownHook(new Thread(() -> RUNNING.forEach(Process::destroyForcibly), "children-end"));
    }

    private Children() {}

    static Process start(ProcessBuilder builder) throws IOException {
        Process process = builder.start();
        RUNNING.removeIf(each -> !each.isAlive());
        RUNNING.add(process);
        return process;
    }

    /** Runs a command to its end and says what it printed if it failed. */
    static void run(String... command) throws IOException, InterruptedException {
        run(Set.of(0), command);
    }

    /** The same where other codes than 0 are as good; returns what it printed. */
    static String run(Set<Integer> good, String... command) throws IOException, InterruptedException {
        var process = start(new ProcessBuilder(command).redirectErrorStream(true));
        String printed = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        int code = process.waitFor();
        if (!good.contains(code)) {
            throw new IllegalStateException(String.join(" ", command) + " ended with " + code + ": " + printed.strip());
        }
        return printed;
    }

    static void signal(Process process, String signal) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid()))
                .start()
                .waitFor();
    }

    static void end(Process process, Duration patience) {
        try {
            process.destroyForcibly().waitFor(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
