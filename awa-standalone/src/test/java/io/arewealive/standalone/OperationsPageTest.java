package io.arewealive.standalone;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.arewealive.core.config.Catalogue;
import io.arewealive.core.config.KeySpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What docs/operations.md copies from the program is what the program says. */
class OperationsPageTest {

    private static final Path PAGE = Path.of("../docs/operations.md");
    private static final Path CORE = Path.of("../awa-core/src/main/java/io/arewealive/core");
    private static final Pattern LITERAL = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"");
    /** Shorter pieces are glue between values, as in "left at " and " s". */
    private static final int LEAST = 12;

    @Test
    void the_table_of_settings_is_the_catalogue() throws IOException {
        Set<String> wanted =
                Catalogue.all().stream().map(OperationsPageTest::row).collect(Collectors.toCollection(TreeSet::new));
        Set<String> found =
                page().filter(line -> line.startsWith("| `awa.")).collect(Collectors.toCollection(TreeSet::new));

        assertEquals(String.join("\n", wanted), String.join("\n", found), "copy the rows of the catalogue to " + PAGE);
    }

    @Test
    void every_problem_that_status_can_name_is_on_the_page() throws IOException {
        String text = page().collect(Collectors.joining("\n")).replace("`", "");
        List<String> missing = new ArrayList<>();
        int pieces = 0;
        for (String source :
                List.of("machine/Problems.java", "machine/Quorum.java", "machine/Survival.java", "Wiring.java")) {
            for (String piece : messages(Files.readString(CORE.resolve(source)))) {
                pieces++;
                if (!text.contains(piece)) {
                    missing.add(source + ": " + piece);
                }
            }
        }

        assertEquals(List.of(), missing, "say on " + PAGE + " what it means and what to do");
        assertTrue(pieces > 15, "only " + pieces + " pieces of text were found: this test looks at the wrong place");
    }

    private static String row(KeySpec<?> key) {
        return "| `" + key.name() + "` | " + key.description() + " | "
                + key.type().rule() + "; default: "
                + key.defaultNote() + (key.clusterWide() ? "; the same on all nodes" : "")
                + (key.secret() ? "; secret" : "") + " |";
    }

    private static Stream<String> page() throws IOException {
        return Files.readAllLines(PAGE).stream();
    }

    /** The fixed pieces of the third argument of each {@code new Problem(…)}: its message. */
    private static List<String> messages(String source) {
        List<String> pieces = new ArrayList<>();
        String call = "new Problem(";
        for (int at = source.indexOf(call); at >= 0; at = source.indexOf(call, at + 1)) {
            List<String> arguments = arguments(source, at + call.length());
            var literals = LITERAL.matcher(arguments.size() < 3 ? "" : arguments.get(2));
            while (literals.find()) {
                String piece = literals.group(1).strip();
                if (piece.length() >= LEAST && !piece.contains("%")) {
                    pieces.add(piece);
                }
            }
        }
        return pieces;
    }

    /** Splits at the commas of this call, not at those of calls and texts within. */
    private static List<String> arguments(String source, int from) {
        List<String> arguments = new ArrayList<>();
        int depth = 0;
        boolean quoted = false;
        int begin = from;
        for (int at = from; ; at++) {
            char c = source.charAt(at);
            if (c == '"' && source.charAt(at - 1) != '\\') {
                quoted = !quoted;
            } else if (!quoted && c == '(') {
                depth++;
            } else if (!quoted && (c == ',' || c == ')') && depth == 0) {
                arguments.add(source.substring(begin, at));
                begin = at + 1;
                if (c == ')') {
                    return arguments;
                }
            } else if (!quoted && c == ')') {
                depth--;
            }
        }
    }
}
