package io.arewealive.core.config;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What AWA knows of one setting, or of a family of settings whose names hold {@code NAME}.
 *
 * @param name for example {@code awa.node.port} or {@code awa.snmp.users.NAME.auth-protocol}
 * @param type how its text is read
 * @param defaultText the value if nothing is said, if it is always the same
 * @param defaultNote what the value is if nothing is said, for people
 * @param secret whether its value is masked wherever it is shown
 * @param clusterWide whether it is the same on all nodes and lives in the log
 * @param usedBy the module that reads it
 * @param description one sentence
 * @param <T> what its text means
 */
public record KeySpec<T>(
        String name,
        ValueType<T> type,
        Optional<String> defaultText,
        String defaultNote,
        boolean secret,
        boolean clusterWide,
        String usedBy,
        String description) {

    private static final String PLACEHOLDER = "NAME";
    private static final String FAMILY_MARK = "." + PLACEHOLDER + ".";

    static <T> KeySpec<T> of(String name, ValueType<T> type, String description) {
        return new KeySpec<>(name, type, Optional.empty(), "none", false, false, "awa-core", description);
    }

    KeySpec<T> defaultsTo(String text) {
        return new KeySpec<>(name, type, Optional.of(text), text, secret, clusterWide, usedBy, description);
    }

    KeySpec<T> defaultsLike(String note) {
        return new KeySpec<>(name, type, Optional.empty(), note, secret, clusterWide, usedBy, description);
    }

    KeySpec<T> asSecret() {
        return new KeySpec<>(name, type, defaultText, defaultNote, true, clusterWide, usedBy, description);
    }

    KeySpec<T> asClusterWide() {
        return new KeySpec<>(name, type, defaultText, defaultNote, secret, true, usedBy, description);
    }

    KeySpec<T> forModule(String module) {
        return new KeySpec<>(name, type, defaultText, defaultNote, secret, clusterWide, module, description);
    }

    /** Whether this stands for many settings, one for each name in place of {@code NAME}. */
    public boolean isFamily() {
        return name.contains(FAMILY_MARK);
    }

    /** The name of its environment variable: {@code AWA_NODE_PORT}. */
    public String environmentName() {
        return environmentForm(name);
    }

    /** Whether the setting with this key is described by this. */
    boolean covers(String key) {
        return isFamily()
                ? familyPattern("[A-Za-z0-9_-]{1,64}", name).matcher(key).matches()
                : name.equals(key);
    }

    /** The key that an environment variable means; in a family the name is in lower case. */
    Optional<String> keyOfVariable(String variable) {
        if (!isFamily()) {
            return variable.equals(environmentName()) ? Optional.of(name) : Optional.empty();
        }
        var matcher = familyPattern("[A-Z0-9_]{1,64}", environmentName()).matcher(variable);
        return matcher.matches()
                ? Optional.of(name.replace(PLACEHOLDER, matcher.group(1).toLowerCase(Locale.ROOT)))
                : Optional.empty();
    }

    /** The value in the form in which two equal ones are the same text. */
    String canonical(String text) {
        return type.print(type.parse(text));
    }

    private static Pattern familyPattern(String placeholder, String template) {
        int start = template.indexOf(PLACEHOLDER);
        return Pattern.compile(Pattern.quote(template.substring(0, start))
                + "(" + placeholder + ")"
                + Pattern.quote(template.substring(start + PLACEHOLDER.length())));
    }

    private static String environmentForm(String key) {
        return key.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
    }
}
