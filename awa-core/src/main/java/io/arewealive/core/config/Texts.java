package io.arewealive.core.config;

import io.arewealive.config.Setting;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Every effective setting as text. */
public final class Texts {

    private final Map<String, Values.Value> byKey;

    Texts(Map<String, Values.Value> byKey) {
        this.byKey = java.util.Collections.unmodifiableMap(new TreeMap<>(byKey));
    }

    Map<String, Values.Value> byKey() {
        return byKey;
    }

    Optional<String> find(String key) {
        return Optional.ofNullable(byKey.get(key)).map(Values.Value::text);
    }

    Texts with(String key, Values.Value value) {
        Map<String, Values.Value> all = new TreeMap<>(byKey);
        all.put(key, value);
        return new Texts(all);
    }

    String origin(String key) {
        return Optional.ofNullable(byKey.get(key)).map(Values.Value::origin).orElse(Origins.DEFAULT);
    }

    List<Setting> settings() {
        return byKey.entrySet().stream()
                .flatMap(entry ->
                        Catalogue.find(entry.getKey())
                                .map(spec -> setting(spec, entry.getKey(), entry.getValue()))
                                .stream())
                .toList();
    }

    Stream<String> secrets() {
        return byKey.entrySet().stream()
                .filter(entry -> Catalogue.isSecret(entry.getKey()))
                .map(entry -> entry.getValue().text());
    }

    Map<String, String> clusterSeed() {
        Map<String, String> seed = new TreeMap<>();
        byKey.forEach((key, value) -> Catalogue.find(key)
                .filter(KeySpec::clusterWide)
                .filter(spec -> !isStandard(value))
                .ifPresent(spec -> seed.put(key, value.text())));
        return seed;
    }

    private static boolean isStandard(Values.Value value) {
        String origin = value.origin();
        return origin.equals(Origins.DEFAULT) || origin.equals(Origins.CLUSTER) || Origins.isProfile(origin);
    }

    private static Setting setting(KeySpec<?> spec, String key, Values.Value value) {
        String shown = spec.secret() ? Masking.MASK : value.text();
        return new Setting(key, shown, value.origin(), spec.clusterWide(), spec.description());
    }

    @Override
    public String toString() {
        return settings().toString();
    }
}
