package io.arewealive.samples.benchmarks;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/**
 * Under what something was measured; no figure is worth anything without it.
 *
 * @param date when
 * @param cores of the machine
 * @param load average of the last minute
 * @param java which one
 * @param system which one
 */
record Conditions(Instant date, int cores, double load, String java, String system) {

    static Conditions now() {
        var system = ManagementFactory.getOperatingSystemMXBean();
        return new Conditions(
                Instant.now().truncatedTo(ChronoUnit.SECONDS),
                system.getAvailableProcessors(),
                system.getSystemLoadAverage(),
                Runtime.version().toString(),
                system.getName() + " " + system.getVersion());
    }

    String json() {
        return String.format(
                Locale.ROOT,
                "\"date\":\"%s\",\"cores\":%d,\"load\":%.2f,\"java\":\"%s\",\"system\":\"%s\"",
                date,
                cores,
                load,
                java,
                system);
    }

    String text() {
        return String.format(
                Locale.ROOT, "%s, %d cores, load average %.1f, Java %s, %s", date, cores, load, java, system);
    }

    /** What a process has in memory. */
    static double residentMebibytes(long pid) throws IOException {
        return Files.readAllLines(Path.of("/proc", Long.toString(pid), "status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToDouble(line -> Double.parseDouble(line.replaceAll("[^0-9]", "")) / 1024)
                .findFirst()
                .orElseThrow();
    }
}
