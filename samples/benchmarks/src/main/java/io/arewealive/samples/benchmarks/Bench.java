package io.arewealive.samples.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What every measurement has at hand.
 *
 * @param options what was asked for
 * @param directory where servers and peers keep their files
 * @param keys of all clusters of AWA
 * @param report where figures go
 */
record Bench(Options options, Path directory, Keys keys, Report report) {

    int rounds() {
        return options.rounds();
    }

    List<String> profiles() {
        return options.profiles();
    }

    /** A new directory for this purpose. */
    Path place(String purpose) throws IOException {
        return Files.createTempDirectory(directory, purpose);
    }

    /** A peer must be measured; a failure is kept, and the others go on. */
    void peer(String name, Measuring measuring) throws InterruptedException {
        try {
            measuring.run();
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception e) {
            report.failed("the peer " + name, e);
        }
    }

    /** What may fail in many ways. */
    @FunctionalInterface
    interface Measuring {
        void run() throws Exception;
    }
}
