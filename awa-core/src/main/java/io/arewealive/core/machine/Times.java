package io.arewealive.core.machine;

import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads a duration out of the replicated settings, whose rules were checked before they came there. */
final class Times {

    private static final Pattern FORM = Pattern.compile("(\\d{1,9}) ?(ms|s|m|h|d)");
    private static final Map<String, Long> MILLIS =
            Map.of("ms", 1L, "s", 1_000L, "m", 60_000L, "h", 3_600_000L, "d", 86_400_000L);

    private Times() {}

    /** The duration, or the default if the text is none. */
    static Duration of(String text, Duration otherwise) {
        Matcher matcher = FORM.matcher(text);
        return matcher.matches()
                ? Duration.ofMillis(Long.parseLong(matcher.group(1)) * MILLIS.getOrDefault(matcher.group(2), 1L))
                : otherwise;
    }
}
