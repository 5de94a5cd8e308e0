package io.arewealive.core.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.apache.commons.configuration2.Configuration;
import org.apache.commons.configuration2.MapConfiguration;

/**
 * The settings of one source.
 *
 * @param configuration what the source says
 * @param origins where in the source a key stands: {@code awa.properties:3}
 * @param file the source, if it is a file of settings
 */
record Layer(Configuration configuration, Function<String, String> origins, Optional<Path> file) {

    static Layer of(Map<String, String> texts, Function<String, String> origins) {
        var configuration = new MapConfiguration(Map.copyOf(texts));
        configuration.setTrimmingDisabled(true);
        return new Layer(configuration, origins, Optional.empty());
    }

    List<String> keys() {
        List<String> keys = new ArrayList<>();
        configuration.getKeys().forEachRemaining(keys::add);
        return keys;
    }

    boolean has(String key) {
        return configuration.containsKey(key);
    }

    /** What the source says about the key, as it stands there; empty if it says nothing. */
    String raw(String key) {
        Object value = configuration.getProperty(key);
        Object first =
                value instanceof Collection<?> repeated ? repeated.iterator().next() : value;
        return first == null ? "" : first.toString();
    }

    String origin(String key) {
        return origins.apply(key);
    }

    /** Whether the source says more than one thing about the key. */
    boolean isRepeated(String key) {
        return configuration.getProperty(key) instanceof Collection<?>;
    }
}
