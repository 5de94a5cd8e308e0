package io.arewealive.samples.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Measures and prints: a line of JSON for each figure as soon as it is there, and at the end a table with the conditions.
 *
 * <p>Arguments: the launcher's start script, then any of {@code --profile=default,fast}, {@code --rounds=10}, {@code --idle=60}
 * (seconds), {@code --only=processes} or {@code --only=jmh}.
 */
public final class Benchmarks {

    private final List<Figure> figures = new ArrayList<>();

    private Benchmarks() {}

    /** See above. */
    public static void main(String... args) throws IOException, InterruptedException, RunnerException {
        if (args.length == 0) {
            throw new IllegalArgumentException("the first argument is the launcher's start script");
        }
        Path script = Path.of(args[0]).toAbsolutePath();
        String only = option(args, "only", "");
        var before = Conditions.now();
        var benchmarks = new Benchmarks();
        if (!only.equals("jmh")) {
            int rounds = Integer.parseInt(option(args, "rounds", "10"));
            Duration idle = Duration.ofSeconds(Long.parseLong(option(args, "idle", "60")));
            for (String profile : option(args, "profile", "default,fast").split(",", -1)) {
                benchmarks.processes(script, profile, rounds, idle);
            }
        }
        if (!only.equals("processes")) {
            benchmarks.jmh();
        }
        benchmarks.table(before, Conditions.now());
    }

    private void processes(Path script, String profile, int rounds, Duration idle)
            throws IOException, InterruptedException {
        Path directory = Files.createTempDirectory("awa-benchmarks");
        try {
            new WholeProcesses(script, directory, profile, rounds, idle, this::found).measure();
        } finally {
            delete(directory);
        }
    }

    private void jmh() throws RunnerException {
        var options = new OptionsBuilder()
                .include("\\.Jmh[A-Za-z]*\\.")
                .jvmArgsAppend("-XX:+UseSerialGC")
                .verbosity(VerboseMode.SILENT) // stdout is for the figures
                .build();
        System.setProperty("jmh.ignoreLock", "true");
        for (RunResult result : new Runner(options).run()) {
            var measured = result.getPrimaryResult();
            List<Double> values = new ArrayList<>();
            result.getAggregatedResult()
                    .getIterationResults()
                    .forEach(each -> values.add(each.getPrimaryResult().getScore()));
            found(new Figure(measured.getLabel(), measured.getScoreUnit(), "JMH", values));
        }
    }

    private void found(Figure figure) {
        figures.add(figure);
        System.out.println(figure.json(Conditions.now()));
    }

    private void table(Conditions before, Conditions after) {
        System.out.println();
        System.out.println("Begun: " + before.text() + ".  ");
        System.out.println("Ended: " + after.text() + ".");
        System.out.println();
        System.out.println("| figure | profile | times | median | least | most | unit |");
        System.out.println("|---|---|--:|--:|--:|--:|---|");
        figures.forEach(figure -> System.out.println(figure.row()));
    }

    private static String option(String[] args, String name, String otherwise) {
        String prefix = "--" + name + "=";
        return Stream.of(args)
                .filter(arg -> arg.startsWith(prefix))
                .map(arg -> arg.substring(prefix.length()))
                .findFirst()
                .orElse(otherwise);
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> all = Files.walk(directory)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }
}
