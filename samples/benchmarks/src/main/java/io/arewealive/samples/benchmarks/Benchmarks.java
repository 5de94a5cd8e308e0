package io.arewealive.samples.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/**
 * Measures AWA and its peers in one run, and prints: a line of JSON for each figure as soon as it is there, a table when a part
 * ends, and at the end one table with the conditions. Exit code 1 if anything could not be measured, 64 for wrong arguments.
 *
 * <p>Arguments: the launcher's start script, the directory with the peers' jars, then options; {@code samples/benchmarks/run}
 * lists them.
 */
public final class Benchmarks {

    private Benchmarks() {}

    /** See above. */
    public static void main(String... args) throws IOException, InterruptedException {
        System.exit(run(args));
    }

    private static int run(String... args) throws IOException, InterruptedException {
        Options options;
        try {
            options = Options.parse(args);
        } catch (IllegalArgumentException e) {
            System.err.println("run: " + e.getMessage());
            return 64;
        }
        Path directory = Files.createTempDirectory("awa-benchmarks");
        var report = new Report();
        var before = Conditions.now();
        try {
            Keys keys = options.tls() ? Keys.made(options.script(), directory.resolve("keys")) : Keys.none();
            var bench = new Bench(options, directory, keys, report);
            for (Part part : options.parts()) {
                measure(bench, part);
            }
        } finally {
            if (report.isComplete()) {
                delete(directory);
            } else {
                System.err.println("run: the files of all servers are kept in " + directory);
            }
        }
        report.showAll(before, Conditions.now(), options.tls());
        return report.isComplete() ? 0 : 1;
    }

    private static void measure(Bench bench, Part part) throws InterruptedException {
        try {
            measuring(bench, part).run();
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception e) {
            bench.report().failed("the part " + part.word(), e);
        }
        bench.report().showPart();
    }

    private static Bench.Measuring measuring(Bench bench, Part part) {
        return switch (part) {
            case START -> new Starts(bench)::measure;
            case EDIT -> new Edits(bench)::measure;
            case STATUS -> new Commands(bench)::measure;
            case KILL -> new Deaths(bench)::kills;
            case HANG -> new Deaths(bench)::hangs;
            case PAUSE -> new Pauses(bench)::measure;
            case HEAL -> new Heals(bench)::measure;
            case JOIN -> new Joins(bench)::measure;
            case IDLE -> new Idle(bench)::measure;
            case KV -> new KeyValues(bench)::measure;
            case BUSY -> new Busy(bench)::measure;
            case CROWD -> new Crowd(bench)::measure;
            case JMH -> new JmhRun(bench)::measure;
            case BEANS -> new BeanReads(bench)::measure;
            case SNMP -> new SnmpReads(bench)::measure;
        };
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> all = Files.walk(directory)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }
}
