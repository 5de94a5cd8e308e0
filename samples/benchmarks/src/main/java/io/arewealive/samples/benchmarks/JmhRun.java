package io.arewealive.samples.benchmarks;

import java.util.ArrayList;
import java.util.List;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

/** The parts that run on a node's one thread. */
final class JmhRun {

    private final Bench bench;

    JmhRun(Bench bench) {
        this.bench = bench;
    }

    void measure() throws RunnerException {
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
            bench.report().found(measured.getLabel(), measured.getScoreUnit(), "JMH", values);
        }
    }
}
