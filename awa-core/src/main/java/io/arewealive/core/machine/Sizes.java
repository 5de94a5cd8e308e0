package io.arewealive.core.machine;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads a size out of the replicated settings, whose rules were checked before they came there. */
final class Sizes {

    private static final Pattern FORM = Pattern.compile("(\\d{1,15}) ?(B|KiB|MiB|GiB)?");
    private static final Map<String, Integer> SHIFTS = Map.of("B", 0, "KiB", 10, "MiB", 20, "GiB", 30);

    private Sizes() {}

    /** The size in bytes, or the default if the text is none. */
    static long of(String text, long otherwise) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            return otherwise;
        }
        String unit = matcher.group(2);
        return Long.parseLong(matcher.group(1)) << (unit == null ? 0 : SHIFTS.getOrDefault(unit, 0));
    }
}
