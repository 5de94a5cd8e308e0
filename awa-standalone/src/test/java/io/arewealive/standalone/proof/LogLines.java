package io.arewealive.standalone.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What a server writes: every line is one event with its subject, none comes twice, and none is a library's. */
final class LogLines {

    /** Two alarms about one outage, as after maintenance, are told at once to whom they are about when it is back. */
    private static final String BELATED = " the others said of this node: ";

    private static final int MOST = 60;
    private static final Pattern LINE =
            Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z (INFO |WARN |ERROR) node=db-\\d \\S.*"
                    + "|awa: node db-\\d (of cluster \\S+ serves at .*|stops)");

    private LogLines() {}

    static void assertOneForEachEvent(Box box) {
        List<String> lines = box.log().lines().toList();
        for (String line : lines) {
            assertTrue(LINE.matcher(line).matches(), () -> box.name() + ": " + line);
        }
        Map<String, Long> counts = lines.stream()
                .filter(line -> !line.contains(BELATED))
                .map(line -> line.replaceFirst("^(\\S+:\\d\\d)\\.\\d{3}Z", "$1"))
                .collect(Collectors.groupingBy(line -> line, TreeMap::new, Collectors.counting()));
        counts.values().removeIf(count -> count == 1);
        assertEquals(Map.of(), counts, () -> box.name() + " says things twice in a second");
        assertTrue(lines.size() < MOST, () -> box.name() + " wrote " + lines.size() + " lines");
    }

    /** What should make somebody look. */
    static List<String> alarms(Box box) {
        return box.log()
                .lines()
                .filter(line -> line.contains(" WARN ") || line.contains(" ERROR "))
                .toList();
    }
}
