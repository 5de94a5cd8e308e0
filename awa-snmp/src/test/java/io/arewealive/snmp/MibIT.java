package io.arewealive.snmp;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The module, read by libsmi. */
class MibIT {

    @TempDir
    private Path directory;

    @ParameterizedTest
    @ValueSource(strings = {Mib.DEFAULT_ROOT, "1.3.6.1.4.1.99999", "1.3.6.1.3.77", "2.16.840.5"})
    void smilint_has_nothing_to_say(String root) throws Exception {
        Path file = Files.writeString(directory.resolve("AWA-MIB"), Mib.text(root));

        assertEquals("", lint(file));
    }

    @Test
    void smilint_is_heard_when_something_is_wrong() throws Exception {
        Path file = Files.writeString(
                directory.resolve("AWA-MIB"),
                Mib.text(Mib.DEFAULT_ROOT).replace("awaClusterProblem\n", "awaClusterProblems\n"));

        assertEquals(true, lint(file).contains("awaClusterProblem"));
    }

    private static String lint(Path file) throws Exception {
        return Tool.run("smilint", "-l", "6", "-s", file.toString()).out();
    }
}
