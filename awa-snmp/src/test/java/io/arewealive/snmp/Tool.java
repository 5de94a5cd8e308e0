package io.arewealive.snmp;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs Net-SNMP's and libsmi's programs. Where they are not installed the test is skipped, and the report says so. */
record Tool(int exitCode, String out) {

    /** Modules that the programs may look into. */
    static final Path MIBS = Path.of("src/test/mibs").toAbsolutePath();

    static final Path MIB =
            Path.of("../awa-standalone/src/dist/share/AWA-MIB.txt").toAbsolutePath();

    static Tool run(String... command) throws IOException, InterruptedException {
        assumeTrue(isThere(command[0]), command[0] + " is not installed; .ci/run installs it");
        Path out = Files.createTempFile("awa-tool", ".txt");
        try {
            List<String> words = new ArrayList<>(List.of(command));
            var builder = new ProcessBuilder(words).redirectErrorStream(true).redirectOutput(out.toFile());
            builder.environment().put("MIBDIRS", MIBS + ":" + MIB.getParent());
            builder.environment().put("SMIPATH", MIBS.toString());
            builder.environment().put("MIBS", "AWA-MIB");
            builder.environment().put("SNMPCONFPATH", "/nonexistent");
            builder.environment().put("LC_ALL", "C");
            Process process = builder.start();
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError(command[0] + " does not end: " + Files.readString(out));
            }
            return new Tool(process.exitValue(), Files.readString(out, StandardCharsets.UTF_8));
        } finally {
            Files.deleteIfExists(out);
        }
    }

    private static boolean isThere(String program) {
        if (program.startsWith("/")) {
            return Files.isExecutable(Path.of(program));
        }
        return List.of(System.getenv("PATH").split(":", -1)).stream()
                .anyMatch(directory -> Files.isExecutable(Path.of(directory, program)));
    }

    List<String> lines() {
        return out.lines().toList();
    }
}
