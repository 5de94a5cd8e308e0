package io.arewealive.core.config;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** All settings that there are. */
public final class Catalogue {

    static final String PREFIX = "awa.";
    static final String VARIABLE_PREFIX = "AWA_";

    private static final List<KeySpec<?>> ALL = Stream.concat(Keys.all().stream(), FaceKeys.all().stream())
            .sorted(Comparator.comparing(KeySpec::name))
            .toList();

    /** Variables of the start script, which are no settings. */
    private static final Set<String> SCRIPT_VARIABLES = Set.of("AWA_HOME", "AWA_JAVA_OPTS", "AWA_CDS");

    /** A system property of the start script, which is no setting either. */
    private static final String SCRIPT_PROPERTY = "awa.home";

    private Catalogue() {}

    /** Every setting, in the order of names. */
    public static List<KeySpec<?>> all() {
        return ALL;
    }

    /** What is known of the setting with this key. */
    public static Optional<KeySpec<?>> find(String key) {
        return ALL.stream().filter(spec -> spec.covers(key)).findFirst();
    }

    static boolean isSecret(String key) {
        return find(key).filter(KeySpec::secret).isPresent();
    }

    /** The key that this environment variable means; settings of one name win over families. */
    static Optional<String> keyOfVariable(String variable) {
        return ALL.stream()
                .sorted(Comparator.comparing(KeySpec::isFamily))
                .flatMap(spec -> spec.keyOfVariable(variable).stream())
                .findFirst();
    }

    static boolean isScriptVariable(String variable) {
        return SCRIPT_VARIABLES.contains(variable);
    }

    static boolean isScriptProperty(String property) {
        return property.equals(SCRIPT_PROPERTY);
    }

    /** The known key that looks most like this one. */
    static String nearest(String key) {
        return ALL.stream()
                .map(KeySpec::name)
                .min(Comparator.comparing(name -> distance(key, name)))
                .orElseThrow();
    }

    /** How many characters must be put in, taken out or replaced to turn one text into the other. */
    static int distance(String from, String to) {
        int[] row = new int[to.length() + 1];
        for (int j = 0; j <= to.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= from.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= to.length(); j++) {
                int replaced = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[to.length()];
    }
}
