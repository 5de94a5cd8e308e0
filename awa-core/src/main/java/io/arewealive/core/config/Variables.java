package io.arewealive.core.config;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.apache.commons.configuration2.interpol.ConfigurationInterpolator;
import org.jspecify.annotations.Nullable;

/**
 * Replaces {@code ${file:PATH}} (its text without the last line end), {@code ${env:NAME}}, {@code ${sys:NAME}} and {@code ${key}} in
 * values, and remembers what could not be found.
 */
final class Variables {

    private static final int MAX_BYTES = 64 << 10;

    private final Sources sources;
    private final Function<String, Optional<String>> settings;
    private final Map<String, String> missed = new TreeMap<>();

    Variables(Sources sources, Function<String, Optional<String>> settings) {
        this.sources = sources;
        this.settings = settings;
    }

    ConfigurationInterpolator interpolator() {
        var interpolator = new ConfigurationInterpolator();
        interpolator.registerLookup("file", this::file);
        interpolator.registerLookup("env", name -> sources.environment().get(name));
        interpolator.registerLookup("sys", name -> sources.systemProperties().get(name));
        interpolator.addDefaultLookup(this::setting);
        return interpolator;
    }

    /**
     * Why a variable that is still in the text was not replaced; empty if all were.
     *
     * @param secret whether the text is: then what only looks like a variable is not shown
     */
    Optional<String> unresolvedIn(String text, boolean secret) {
        return missed.entrySet().stream()
                .filter(miss -> text.contains("${" + miss.getKey() + "}"))
                .map(miss -> (secret && !hasPrefix(miss.getKey()) ? "${…}" : "${" + miss.getKey() + "}") + " "
                        + miss.getValue())
                .findFirst();
    }

    private static boolean hasPrefix(String name) {
        return List.of("file:", "env:", "sys:").stream().anyMatch(name::startsWith);
    }

    private @Nullable String setting(String name) {
        Optional<String> value = settings.apply(name);
        if (value.isEmpty()) {
            missed.putIfAbsent(name, reason(name));
        }
        return value.orElse(null);
    }

    private @Nullable String file(String name) {
        String path = name.startsWith("UTF-8:") ? name.substring("UTF-8:".length()) : name;
        try {
            Path file = sources.workingDirectory().resolve(path);
            if (Files.size(file) > MAX_BYTES) {
                missed.put("file:" + name, "names a file of more than 64 KiB");
                return null;
            }
            return Files.readString(file, StandardCharsets.UTF_8).replaceFirst("\\R\\z", "");
        } catch (IOException | InvalidPathException e) {
            missed.put("file:" + name, "names a file that cannot be read (" + e + ")");
            return null;
        }
    }

    private static String reason(String name) {
        if (name.startsWith("env:")) {
            return "names an environment variable that is not set";
        }
        if (name.startsWith("sys:")) {
            return "names a system property that is not set";
        }
        return "names no setting; use ${file:PATH}, ${env:NAME}, ${sys:NAME} or ${KEY} of a setting that is set";
    }
}
