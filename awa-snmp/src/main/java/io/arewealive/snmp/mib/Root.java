package io.arewealive.snmp.mib;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Where AWA-MIB hangs.
 *
 * @param text numbers and dots between them; may be given with a dot before, as consoles print it
 */
public record Root(String text) {

    private static final int LEAST = 2;
    private static final int MOST = 60;
    private static final long GREATEST = 0xFFFF_FFFFL;
    private static final String INTERNET = "1.3.6.1";
    /** What of it is there for others to hang something below. */
    private static final List<String> OPEN = List.of("1.3.6.1.4.1", "1.3.6.1.3");

    /** Checks the rules. */
    public Root {
        List<Long> numbers = numbers(text);
        if (numbers.size() < LEAST || numbers.size() > MOST || numbers.get(0) > 2 || numbers.get(1) > 39) {
            throw wrong(text);
        }
        String plain = numbers.stream().map(String::valueOf).collect(Collectors.joining("."));
        boolean meetsInternet = isBelow(plain + ".", INTERNET) || isBelow(INTERNET, plain);
        if (meetsInternet && OPEN.stream().noneMatch(open -> isBelow(plain, open))) {
            throw new IllegalArgumentException("\"" + text + "\" meets the standard trees; take one below "
                    + String.join(" or ", OPEN) + ", such as " + AwaMib.DEFAULT_ROOT);
        }
        text = plain;
    }

    private static boolean isBelow(String oid, String above) {
        return oid.startsWith(above + ".");
    }

    private static List<Long> numbers(String text) {
        if (!text.matches("\\.?\\d{1,10}(\\.\\d{1,10})*")) {
            throw wrong(text);
        }
        List<Long> numbers = Arrays.stream(text.replaceFirst("^\\.", "").split("\\."))
                .map(Long::valueOf)
                .toList();
        if (numbers.stream().anyMatch(number -> number > GREATEST)) {
            throw wrong(text);
        }
        return numbers;
    }

    private static IllegalArgumentException wrong(String text) {
        return new IllegalArgumentException(
                "\"" + text + "\" must be an object identifier of 2 to 60 numbers, such as " + AwaMib.DEFAULT_ROOT);
    }
}
