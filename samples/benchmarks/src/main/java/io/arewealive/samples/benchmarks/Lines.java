package io.arewealive.samples.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** A process that says what it sees, a line for each change; each line is stamped when it is read. */
final class Lines implements AutoCloseable {

    private record Line(long nanos, String text) {}

    private final String name;
    private final Process process;
    private final long begin;
    private final List<Line> lines = new ArrayList<>();

    private Lines(String name, Process process, long begin) {
        this.name = name;
        this.process = process;
        this.begin = begin;
    }

    /** Starts it in a directory of its own. */
    static Lines start(String name, Path directory, List<String> command) throws IOException {
        Files.createDirectories(directory);
        var builder = new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true);
        long begin = System.nanoTime();
        var lines = new Lines(name, Children.start(builder), begin);
        var reader = new Thread(lines::read, "lines-" + name);
        reader.setDaemon(true);
        reader.start();
        return lines;
    }

    private void read() {
        try (BufferedReader reader = process.inputReader(StandardCharsets.UTF_8)) {
            for (String text = reader.readLine(); text != null; text = reader.readLine()) {
                add(new Line(System.nanoTime(), text));
            }
        } catch (IOException e) {
            add(new Line(System.nanoTime(), "output ended: " + e));
        }
    }

    private synchronized void add(Line line) {
        lines.add(line);
        notifyAll();
    }

    String name() {
        return name;
    }

    /** When the process was started. */
    long begin() {
        return begin;
    }

    /** When the first such line came that was read at {@code since} or later. */
    synchronized long await(String what, long since, Predicate<String> wanted) throws InterruptedException {
        long deadline = System.nanoTime() + Wait.PATIENCE.toNanos();
        int next = 0;
        while (true) {
            for (; next < lines.size(); next++) {
                Line line = lines.get(next);
                if (line.nanos() - since >= 0 && wanted.test(line.text())) {
                    return line.nanos();
                }
            }
            long left = deadline - System.nanoTime();
            if (left <= 0 || (!process.isAlive() && next == lines.size())) {
                throw new IllegalStateException(name + (process.isAlive() ? "" : ", which has ended,")
                        + " did not say: " + what + ". Its last lines:\n" + tail());
            }
            wait(Math.max(1, Math.min(left / 1_000_000, 200)));
        }
    }

    /** The last line of a kind; empty if there is none. */
    synchronized String last(String prefix) {
        for (int i = lines.size() - 1; i >= 0; i--) {
            if (lines.get(i).text().startsWith(prefix)) {
                return lines.get(i).text();
            }
        }
        return "";
    }

    private String tail() {
        return String.join(
                "\n",
                lines.subList(Math.max(0, lines.size() - 20), lines.size()).stream()
                        .map(Line::text)
                        .toList());
    }

    void kill() {
        process.destroyForcibly();
    }

    void signal(String signal) throws IOException, InterruptedException {
        Children.signal(process, signal);
    }

    /** Ends the process and waits for its end. */
    @Override
    public void close() {
        Children.end(process, Duration.ofSeconds(10));
    }
}
