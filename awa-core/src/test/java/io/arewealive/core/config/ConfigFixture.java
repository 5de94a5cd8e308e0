package io.arewealive.core.config;

import io.arewealive.AwaProvider;
import io.arewealive.config.ConfigException;
import io.arewealive.config.ConfigProblem;
import io.arewealive.config.Setting;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A machine made of a temporary directory: options, properties, variables and files, set one by one. */
final class ConfigFixture {

    private final Path home;
    private final Map<String, String> options = new HashMap<>();
    private final Map<String, String> origins = new HashMap<>();
    private final Map<String, String> systemProperties = new HashMap<>();
    private final Map<String, String> environment = new HashMap<>();
    private final Map<Class<?>, Object> resources = new HashMap<>();
    private boolean standalone = true;

    ConfigFixture(Path directory) {
        try {
            home = Files.createDirectories(directory.resolve("work"));
            Files.createDirectories(directory.resolve("etc"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    ConfigFixture option(String key, String value) {
        options.put(key, value);
        return this;
    }

    ConfigFixture option(String key, String value, String origin) {
        origins.put(key, origin);
        return option(key, value);
    }

    ConfigFixture systemProperty(String key, String value) {
        systemProperties.put(key, value);
        return this;
    }

    ConfigFixture variable(String name, String value) {
        environment.put(name, value);
        return this;
    }

    ConfigFixture file(String name, String... lines) {
        return write(home.resolve(name), lines);
    }

    ConfigFixture systemFile(String name, String... lines) {
        return write(etc().resolve(name), lines);
    }

    ConfigFixture resource(Class<?> type, Object instance) {
        resources.put(type, instance);
        return this;
    }

    ConfigFixture embedded() {
        standalone = false;
        return this;
    }

    Path home() {
        return home;
    }

    Path etc() {
        return home.resolveSibling("etc");
    }

    AwaConfig load() {
        return ConfigLoader.load(
                new FixedPlan(), new Sources(systemProperties, environment, home, etc(), "build-7.example.com"));
    }

    Optional<String> find(String key) {
        return ConfigLoader.find(
                new FixedPlan(), new Sources(systemProperties, environment, home, etc(), "build-7.example.com"), key);
    }

    AwaConfig.Security security() {
        return ConfigLoader.security(
                new FixedPlan(), new Sources(systemProperties, environment, home, etc(), "build-7.example.com"));
    }

    List<ConfigProblem> problems() {
        try {
            load();
            return List.of();
        } catch (ConfigException e) {
            return e.problems();
        }
    }

    ConfigProblem onlyProblem() {
        List<ConfigProblem> problems = problems();
        if (problems.size() != 1) {
            throw new AssertionError("expected one problem: " + problems);
        }
        return problems.get(0);
    }

    Setting setting(String key) {
        return load().settings().stream()
                .filter(setting -> setting.key().equals(key))
                .findFirst()
                .orElseThrow();
    }

    private ConfigFixture write(Path path, String... lines) {
        try {
            Files.writeString(path, String.join("\n", lines) + "\n");
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-------"));
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private final class FixedPlan implements AwaProvider.Plan {

        @Override
        public Map<String, String> settings() {
            return options;
        }

        @Override
        public <T> Optional<T> resource(Class<T> type) {
            return Optional.ofNullable(type.cast(resources.get(type)));
        }

        @Override
        public boolean standalone() {
            return standalone;
        }

        @Override
        public boolean failFast() {
            return false;
        }

        @Override
        public Map<String, String> origins() {
            return origins;
        }
    }
}
