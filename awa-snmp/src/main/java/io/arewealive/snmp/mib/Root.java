package io.arewealive.snmp.mib;

import java.util.List;

/**
 * Where AWA-MIB hangs.
 *
 * @param text numbers and dots
 */
public record Root(String text) {

    private static final int LEAST = 2;
    private static final int MOST = 60;
    private static final long GREATEST = 0xFFFF_FFFFL;
    private static final List<String> TAKEN = List.of("1.3.6.1.2.1.1", "1.3.6.1.2.1.11", "1.3.6.1.6.3.10.2.1");

    /** Checks the rules. */
    public Root {
        List<Long> numbers = numbers(text);
        if (numbers.size() < LEAST || numbers.size() > MOST || numbers.get(0) > 2 || numbers.get(1) > 39) {
            throw wrong(text);
        }
        for (String other : TAKEN) {
            if ((text + ".").startsWith(other + ".") || (other + ".").startsWith(text + ".")) {
                throw new IllegalArgumentException("\"" + text + "\" meets " + other
                        + ", where every agent has objects of its own; take one such as " + AwaMib.DEFAULT_ROOT);
            }
        }
    }

    private static List<Long> numbers(String text) {
        if (!text.matches("\\d{1,10}(\\.\\d{1,10})*")) {
            throw wrong(text);
        }
        List<Long> numbers =
                java.util.Arrays.stream(text.split("\\.")).map(Long::valueOf).toList();
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
