package io.arewealive.core.config;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations such as {@code 500ms} and sizes such as {@code 16MiB}. */
final class Units {

    private static final Pattern NUMBER_AND_UNIT = Pattern.compile("(\\d{1,15}) ?([A-Za-z]{0,3})");
    private static final Map<String, Long> MILLIS =
            Map.of("ms", 1L, "s", 1_000L, "m", 60_000L, "h", 3_600_000L, "d", 86_400_000L);
    private static final Map<String, Long> BYTES =
            Map.of("", 1L, "B", 1L, "KiB", 1L << 10, "MiB", 1L << 20, "GiB", 1L << 30);

    private Units() {}

    static Duration duration(String text) {
        return Duration.ofMillis(scaled(text, MILLIS)
                .orElseThrow(() -> new IllegalArgumentException(
                        "\"" + text + "\" must be a duration such as 500ms, 10s, 2m, 1h or 90d")));
    }

    static long size(String text) {
        return scaled(text, BYTES)
                .orElseThrow(() -> new IllegalArgumentException(
                        "\"" + text + "\" must be a size such as 4096, 64KiB, 16MiB or 1GiB"));
    }

    /** In the largest unit that divides it. */
    static String print(Duration duration) {
        long millis = duration.toMillis();
        for (String unit : new String[] {"d", "h", "m", "s"}) {
            long factor = MILLIS.getOrDefault(unit, 1L);
            if (millis > 0 && millis % factor == 0) {
                return millis / factor + unit;
            }
        }
        return millis + "ms";
    }

    private static Optional<Long> scaled(String text, Map<String, Long> units) {
        Matcher matcher = NUMBER_AND_UNIT.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        long number = Long.parseLong(matcher.group(1));
        return Optional.ofNullable(units.get(matcher.group(2)))
                .filter(factor -> number <= Long.MAX_VALUE / factor)
                .map(factor -> number * factor);
    }
}
