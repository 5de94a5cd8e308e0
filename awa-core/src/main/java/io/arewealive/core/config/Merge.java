package io.arewealive.core.config;

import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.commons.configuration2.CompositeConfiguration;
import org.apache.commons.configuration2.ex.ConfigurationRuntimeException;
import org.apache.commons.configuration2.interpol.ConfigurationInterpolator;

/** Lays the layers over each other, the first on top, and puts the values of variables in. */
final class Merge {

    private final List<Layer> layers;
    private final CompositeConfiguration composite = new CompositeConfiguration();
    private final Variables variables;
    private final ConfigurationInterpolator interpolator;
    private final Problems problems;

    Merge(List<Layer> layers, Sources sources, Problems problems) {
        this.layers = List.copyOf(layers);
        this.problems = problems;
        this.variables = new Variables(sources, this::raw);
        layers.forEach(layer -> composite.addConfiguration(layer.configuration()));
        this.interpolator = variables.interpolator();
    }

    /** Every known key that something is said about; an empty text goes back to the default. */
    Values values() {
        Set<String> keys = new TreeSet<>();
        layers.forEach(layer -> keys.addAll(layer.keys()));
        Map<String, Values.Value> texts = new TreeMap<>();
        for (String key : keys) {
            if (Catalogue.find(key).isPresent()) {
                String origin = origin(key);
                resolved(key, origin)
                        .filter(text -> !text.isEmpty())
                        .ifPresent(text -> texts.put(key, new Values.Value(text, origin, mayBeSecret(key))));
            }
        }
        new Leaks(problems).stop(texts);
        return new Values(texts, problems);
    }

    /** What comes from a file or the environment may be a secret in the wrong place. */
    private boolean mayBeSecret(String key) {
        return Catalogue.isSecret(key) || References.isIn(raw(key).orElse(""));
    }

    /** Every file that holds a secret, whether or not another one counts. */
    void noteFilesWithSecrets(SecretFiles files, Path workingDirectory) {
        for (Layer layer : layers) {
            layer.keys().stream().filter(Catalogue::isSecret).forEach(key -> {
                String text = layer.raw(key);
                References.files(text, workingDirectory).forEach(file -> files.add(key, layer.origin(key), file));
                if (!text.isBlank() && !References.isIn(text)) {
                    layer.file().ifPresent(file -> files.add(key, layer.origin(key), file));
                }
            });
        }
    }

    /** What one setting says, without regard to any other; empty if nothing does or it cannot be worked out. */
    Optional<String> only(String key) {
        return resolved(key, origin(key)).filter(text -> !text.isEmpty());
    }

    private Optional<String> resolved(String key, String origin) {
        try {
            String text = String.valueOf(interpolator.interpolate(raw(key).orElse("")));
            Optional<String> unresolved = variables.unresolvedIn(text, Catalogue.isSecret(key));
            unresolved.ifPresent(reason -> problems.error(key, origin, reason));
            return unresolved.isPresent() ? Optional.empty() : Optional.of(text);
        } catch (ConfigurationRuntimeException | IllegalArgumentException | IllegalStateException e) {
            String why = Catalogue.isSecret(key) ? "its variables refer to each other" : e.getMessage();
            problems.error(key, origin, "cannot be worked out: " + why);
            return Optional.empty();
        }
    }

    private Optional<String> raw(String key) {
        return Optional.ofNullable(composite.getProperty(key))
                .map(value -> value instanceof Collection<?> repeated
                        ? repeated.iterator().next()
                        : value)
                .map(Object::toString)
                .or(() -> Catalogue.find(key).flatMap(KeySpec::defaultText));
    }

    private String origin(String key) {
        return layers.stream()
                .filter(layer -> layer.has(key))
                .findFirst()
                .map(layer -> layer.origin(key))
                .orElse(Origins.DEFAULT);
    }
}
