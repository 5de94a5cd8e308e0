package io.arewealive.core.config;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The effective texts by key, each with its origin, and what they mean. */
final class Values {

    private final Map<String, Value> texts;
    private final Problems problems;

    Values(Map<String, Value> texts, Problems problems) {
        this.texts = new TreeMap<>(texts);
        this.problems = problems;
    }

    /**
     * A text and where it stands.
     *
     * @param text what counts
     * @param origin where it stands
     * @param hidden whether it must not be shown even if it is wrong, because it may be a secret
     */
    record Value(String text, String origin, boolean hidden) {

        Value(String text, String origin) {
            this(text, origin, false);
        }
    }

    /** What the setting means; its default if nothing is said or what is said is wrong, which is then a problem. */
    <T> T get(KeySpec<T> spec) {
        String standard = spec.defaultText().orElseThrow();
        texts.putIfAbsent(spec.name(), new Value(standard, Origins.DEFAULT));
        return find(spec).orElseGet(() -> spec.type().parse(standard));
    }

    /** As {@link #get}, with a default that is worked out. */
    <T> T get(KeySpec<T> spec, String origin, T standard) {
        texts.putIfAbsent(spec.name(), new Value(spec.type().print(standard), origin));
        return find(spec).orElse(standard);
    }

    /** What the setting means, if something is said and it is right. */
    <T> Optional<T> find(KeySpec<T> spec) {
        return Optional.ofNullable(texts.get(spec.name())).flatMap(value -> parse(spec.name(), value, spec.type()));
    }

    /** Checks every text that is there against its type, families too. */
    void checkAll() {
        texts.forEach((key, value) -> Catalogue.find(key).ifPresent(spec -> parse(key, value, spec.type())));
    }

    boolean isSaid(KeySpec<?> spec) {
        return texts.containsKey(spec.name()) && !origin(spec).equals(Origins.DEFAULT);
    }

    String origin(KeySpec<?> spec) {
        return Optional.ofNullable(texts.get(spec.name())).map(Value::origin).orElse(Origins.DEFAULT);
    }

    Map<String, Value> texts() {
        return texts;
    }

    Problems problems() {
        return problems;
    }

    private <T> Optional<T> parse(String key, Value value, ValueType<T> type) {
        try {
            return Optional.of(type.parse(value.text()));
        } catch (IllegalArgumentException e) {
            String message = value.hidden()
                    ? "what it is set to (not shown, it may be secret) must be " + type.rule()
                    : String.valueOf(e.getMessage());
            problems.error(key, value.origin(), message);
            return Optional.empty();
        }
    }
}
