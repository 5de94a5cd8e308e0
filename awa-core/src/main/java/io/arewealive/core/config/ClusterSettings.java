package io.arewealive.core.config;

import io.arewealive.config.ConfigException;
import io.arewealive.config.ConfigProblem;
import io.arewealive.core.config.Assembly.Surroundings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The settings that are the same on all nodes and live in the log. */
public final class ClusterSettings {

    private ClusterSettings() {}

    /**
     * Why this cluster-wide setting cannot have this value; empty if it can.
     *
     * @param current the cluster-wide settings that are in the log now
     * @param key the setting
     * @param value its new value; the empty text goes back to the default
     */
    public static Optional<String> refusal(Map<String, String> current, String key, String value) {
        Optional<KeySpec<?>> spec = Catalogue.find(key);
        if (spec.isEmpty()) {
            return Optional.of(key + " is not known; the nearest setting is " + Catalogue.nearest(key));
        }
        if (!spec.get().clusterWide()) {
            return Optional.of(key + " is a setting of each node; set it in the node's own file and restart the node");
        }
        Map<String, String> next = new TreeMap<>(current);
        next.put(key, value);
        return problemsOf(next).stream().findFirst().map(ConfigProblem::toString);
    }

    /** The configuration of a node under the cluster's settings; those that this version does not understand are left out. */
    public static AwaConfig apply(AwaConfig own, Map<String, String> cluster) {
        Map<String, Values.Value> texts = new TreeMap<>(own.texts().byKey());
        texts.entrySet().removeIf(entry -> isClusterWide(entry.getKey()));
        if (problemsOf(cluster).isEmpty()) {
            cluster.forEach((key, value) -> {
                if (isClusterWide(key) && !value.isEmpty()) {
                    texts.put(key, new Values.Value(value, Origins.CLUSTER));
                }
            });
        }
        AwaConfig derived = assemble(texts, new Problems());
        return new AwaConfig(
                own.identity(),
                own.start(),
                own.network(),
                own.security(),
                own.place(),
                derived.profile(),
                derived.liveness(),
                derived.votersMax(),
                new AwaConfig.Retention(
                        derived.retention().changes(),
                        derived.retention().events(),
                        own.retention().listenerQueue()),
                derived.texts(),
                own.warnings());
    }

    /** Where this node's own sources say something else than the cluster; the cluster's value counts. */
    public static List<ConfigProblem> mismatches(AwaConfig own, Map<String, String> cluster) {
        List<ConfigProblem> mismatches = new ArrayList<>();
        own.clusterSeed()
                .forEach((key, text) -> Catalogue.find(key).ifPresent(spec -> {
                    String counts = Optional.ofNullable(cluster.get(key))
                            .filter(value -> !value.isEmpty())
                            .or(spec::defaultText)
                            .orElse("the default (" + spec.defaultNote() + ")");
                    if (!same(spec, text, counts)) {
                        mismatches.add(new ConfigProblem(
                                key,
                                own.texts().origin(key),
                                "says " + text + ", but the cluster uses " + counts + "; run awa config set " + key
                                        + " " + text + ", or remove it here"));
                    }
                }));
        return mismatches;
    }

    private static boolean same(KeySpec<?> spec, String one, String other) {
        try {
            return spec.canonical(one).equals(spec.canonical(other));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static boolean isClusterWide(String key) {
        return Catalogue.find(key).filter(KeySpec::clusterWide).isPresent();
    }

    private static List<ConfigProblem> problemsOf(Map<String, String> cluster) {
        Map<String, Values.Value> texts = new TreeMap<>();
        cluster.forEach((key, value) -> {
            if (isClusterWide(key) && !value.isEmpty()) {
                texts.put(key, new Values.Value(value, Origins.CLUSTER));
            }
        });
        var problems = new Problems();
        assemble(texts, problems);
        return problems.errors();
    }

    private static AwaConfig assemble(Map<String, Values.Value> texts, Problems problems) throws ConfigException {
        return new Assembly(
                        new Values(texts, problems),
                        new Surroundings(true, "", Path.of("").toAbsolutePath(), true))
                .assemble();
    }
}
