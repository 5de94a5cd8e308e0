package io.arewealive.samples.benchmarks;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** What can be measured by itself, in the order of measuring. */
enum Part {
    START,
    EDIT,
    STATUS,
    KILL,
    HANG,
    PAUSE,
    HEAL,
    JOIN,
    IDLE,
    KV,
    /** Minutes of full load; only if it is named. */
    BUSY,
    /** Many servers on one machine; only if it is named. */
    CROWD,
    /** Parts of a node without processes; only if it is named. */
    JMH,
    /** Reads of attributes by JMX; only if it is named. */
    BEANS,
    /** Requests by SNMP; only if it is named. */
    SNMP;

    /** What is measured if nothing is named. */
    static Set<Part> usual() {
        return EnumSet.complementOf(EnumSet.of(BUSY, CROWD, JMH, BEANS, SNMP));
    }

    static Set<Part> parse(String words) {
        if (words.equals("all")) {
            return EnumSet.allOf(Part.class);
        }
        Set<Part> parts = EnumSet.noneOf(Part.class);
        for (String word : words.split(",", -1)) {
            parts.add(Arrays.stream(values())
                    .filter(part -> part.word().equals(word))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException(
                            "--only=" + words + ": \"" + word + "\" is no part; there are " + all() + ", and all")));
        }
        return parts;
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    private static String all() {
        return Arrays.stream(values()).map(Part::word).collect(Collectors.joining(", "));
    }
}
