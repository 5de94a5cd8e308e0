package io.arewealive.samples.benchmarks;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What to measure, and how often.
 *
 * @param script the launcher's start script
 * @param peers the directory with the jars of the peers
 * @param parts which parts
 * @param profiles which profiles of AWA
 * @param rounds how often each thing is done
 * @param idle how long nobody asks
 * @param busy how long busy threads run beside it
 * @param crowd how many servers the part {@code crowd} starts, one size after the other
 * @param tls whether connections between nodes are encrypted
 */
record Options(
        Path script,
        Path peers,
        Set<Part> parts,
        List<String> profiles,
        int rounds,
        Duration idle,
        Duration busy,
        List<Integer> crowd,
        boolean tls) {

    private static final Set<String> KEYS = Set.of("only", "profile", "rounds", "idle", "busy", "crowd", "tls");

    /** The first two arguments are the paths, all others {@code --key=value}. */
    static Options parse(String... args) {
        if (args.length < 2) {
            throw new IllegalArgumentException(
                    "the first arguments are the launcher's start script and the peers' jars");
        }
        Map<String, String> given = new TreeMap<>();
        for (int i = 2; i < args.length; i++) {
            String[] pair = args[i].split("=", 2);
            String key = pair[0].replaceFirst("^--", "");
            if (pair.length != 2 || !pair[0].startsWith("--") || !KEYS.contains(key)) {
                throw new IllegalArgumentException(
                        "\"" + args[i] + "\" is no option; there are --only=PART,…"
                                + " --profile=default,fast --rounds=10 --idle=SECONDS --busy=MINUTES --crowd=20,50,100 --tls=on|off");
            }
            given.put(key, pair[1]);
        }
        String only = given.getOrDefault("only", "");
        return new Options(
                Path.of(args[0]).toAbsolutePath(),
                Path.of(args[1]).toAbsolutePath(),
                only.isEmpty() ? Part.usual() : Part.parse(only),
                List.of(given.getOrDefault("profile", "default,fast").split(",", -1)),
                number(given, "rounds", 10),
                Duration.ofSeconds(number(given, "idle", 60)),
                Duration.ofMinutes(number(given, "busy", 10)),
                sizes(given.getOrDefault("crowd", "20,50,100")),
                isOn(given.getOrDefault("tls", "on")));
    }

    private static boolean isOn(String word) {
        return switch (word) {
            case "on" -> true;
            case "off" -> false;
            default -> throw new IllegalArgumentException("--tls=" + word + ": write on or off");
        };
    }

    private static List<Integer> sizes(String text) {
        if (!text.matches("([2-9]|[1-9]\\d{1,2})(,([2-9]|[1-9]\\d{1,2}))*")) {
            throw new IllegalArgumentException("--crowd=" + text + ": write numbers from 2 to 999 with commas between");
        }
        return Stream.of(text.split(",", -1)).map(Integer::valueOf).toList();
    }

    private static int number(Map<String, String> given, String key, int otherwise) {
        String text = given.getOrDefault(key, Integer.toString(otherwise));
        if (!text.matches("[1-9]\\d{0,5}")) {
            throw new IllegalArgumentException("--" + key + "=" + text + ": write a number from 1");
        }
        return Integer.parseInt(text);
    }
}
