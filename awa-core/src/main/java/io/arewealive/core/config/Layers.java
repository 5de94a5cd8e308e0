package io.arewealive.core.config;

import io.arewealive.AwaProvider;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Finds all sources, the strongest first: options, system properties, environment, files, {@code cluster_info.json}. */
final class Layers {

    private static final String LOCAL_FILE = "awa.properties";
    private static final String NODE_FILE = "node.properties";
    private static final String CLUSTER_FILE = "cluster.properties";

    private final AwaProvider.Plan plan;
    private final Sources sources;
    private final Problems problems;

    Layers(AwaProvider.Plan plan, Sources sources, Problems problems) {
        this.plan = plan;
        this.sources = sources;
        this.problems = problems;
    }

    List<Layer> read() {
        List<Layer> layers = new ArrayList<>(List.of(options(), systemProperties(), environment()));
        files(namedFile(layers)).forEach(path -> file(path).ifPresent(layers::add));
        if (plan.standalone()) {
            new ClusterInfo(sources.workingDirectory(), problems).read().ifPresent(layers::add);
        }
        return layers;
    }

    /**
     * All files, the strongest first, each once. Beside a named file lies the part of the cluster that {@code awa init} made; without a
     * named one the launcher looks for that file and the one of the node in the working directory.
     */
    private Set<Path> files(Optional<Path> named) {
        Set<Path> files = new LinkedHashSet<>();
        Path home = sources.workingDirectory();
        named.map(Path::normalize).ifPresent(files::add);
        named.map(path -> path.resolveSibling(CLUSTER_FILE).normalize())
                .filter(Files::exists)
                .ifPresent(files::add);
        boolean pair = plan.standalone() && named.isEmpty();
        List<String> local = pair ? List.of(LOCAL_FILE, NODE_FILE, CLUSTER_FILE) : List.of(LOCAL_FILE);
        local.stream()
                .map(name -> home.resolve(name).normalize())
                .filter(Files::exists)
                .forEach(files::add);
        files.addAll(systemFiles());
        return files;
    }

    private Layer options() {
        Layer layer = Layer.of(plan.settings(), key -> plan.origins().getOrDefault(key, Origins.BUILDER));
        rejectUnknown(layer);
        layer.keys().stream().filter(key -> !key.startsWith(Catalogue.PREFIX)).forEach(key -> reject(layer, key));
        return layer;
    }

    private Layer systemProperties() {
        Map<String, String> texts = new TreeMap<>(sources.systemProperties());
        texts.keySet().removeIf(key -> !key.startsWith(Catalogue.PREFIX) || Catalogue.isScriptProperty(key));
        Layer layer = Layer.of(texts, Origins::systemProperty);
        rejectUnknown(layer);
        if (plan.standalone()) {
            layer.keys().forEach(key -> rejectOnCommandLine(layer, key));
        }
        return layer;
    }

    /** The launcher's system properties stand on its command line. */
    private void rejectOnCommandLine(Layer layer, String key) {
        if (Catalogue.isSecret(key) && !References.isIn(layer.raw(key))) {
            problems.error(
                    key,
                    layer.origin(key),
                    "is secret, and everyone on this machine can read a command line; use ${file:PATH} or ${env:NAME}"
                            + " there, or a file of settings");
        }
    }

    private Layer environment() {
        Map<String, String> texts = new TreeMap<>();
        Map<String, String> origins = new TreeMap<>();
        sources.environment().forEach((variable, text) -> {
            if (variable.startsWith(Catalogue.VARIABLE_PREFIX) && !Catalogue.isScriptVariable(variable)) {
                Catalogue.keyOfVariable(variable)
                        .ifPresentOrElse(
                                key -> {
                                    texts.put(key, text);
                                    origins.put(key, Origins.variable(variable));
                                },
                                () -> warnOfVariable(variable));
            }
        });
        texts.values().removeIf(String::isEmpty);
        return Layer.of(texts, key -> origins.getOrDefault(key, "environment"));
    }

    private Optional<Path> namedFile(List<Layer> layers) {
        String key = Keys.CONFIG.name();
        for (Layer layer : layers) {
            if (layer.has(key)) {
                try {
                    Path file = Keys.CONFIG.type().parse(layer.configuration().getString(key));
                    return Optional.of(sources.workingDirectory().resolve(file));
                } catch (IllegalArgumentException e) {
                    problems.error(key, layer.origin(key), String.valueOf(e.getMessage()));
                }
            }
        }
        return Optional.empty();
    }

    private Optional<Layer> file(Path path) {
        Path home = sources.workingDirectory();
        String shownAs = path.startsWith(home) ? home.relativize(path).toString() : path.toString();
        Optional<Layer> read = new PropertiesFile(path, shownAs, problems).read();
        read.ifPresent(layer -> {
            rejectUnknown(layer);
            rejectRepeated(layer);
            if (layer.has(Keys.CONFIG.name())) {
                problems.error(
                        Keys.CONFIG.name(),
                        layer.origin(Keys.CONFIG.name()),
                        "a file cannot name another; use the option --config, -Dawa.config or AWA_CONFIG");
            }
        });
        return read;
    }

    /** Later names win over earlier ones, as in other directories of this kind. */
    private List<Path> systemFiles() {
        if (!Files.isDirectory(sources.systemDirectory())) {
            return List.of();
        }
        List<Path> files = new ArrayList<>();
        try (DirectoryStream<Path> found = Files.newDirectoryStream(sources.systemDirectory(), "*.properties")) {
            found.forEach(files::add);
        } catch (IOException e) {
            problems.error(
                    "file", sources.systemDirectory().toString(), "cannot be listed (" + e + "); check its mode");
        }
        files.sort(Collections.reverseOrder());
        return files;
    }

    private void rejectUnknown(Layer layer) {
        for (String key : layer.keys()) {
            if (key.startsWith(Catalogue.PREFIX) && Catalogue.find(key).isEmpty()) {
                reject(layer, key);
            } else if (!key.startsWith(Catalogue.PREFIX) && Catalogue.distance(key, Catalogue.nearest(key)) <= 2) {
                problems.warn(
                        key,
                        layer.origin(key),
                        "is no setting and has no effect; did you mean " + Catalogue.nearest(key));
            }
        }
    }

    private void reject(Layer layer, String key) {
        problems.error(key, layer.origin(key), "is not known; the nearest setting is " + Catalogue.nearest(key));
    }

    private void rejectRepeated(Layer layer) {
        for (String key : layer.keys()) {
            if (layer.isRepeated(key)) {
                problems.error(key, layer.origin(key), "is set more than once; keep one line");
            }
        }
    }

    private void warnOfVariable(String variable) {
        String guess = variable.toLowerCase(java.util.Locale.ROOT).replace('_', '.');
        String nearest = Catalogue.find(Catalogue.nearest(guess))
                .map(KeySpec::environmentName)
                .orElse("");
        problems.warn(
                variable, Origins.variable(variable), "is not known and has no effect; the nearest one is " + nearest);
    }
}
