package io.arewealive.core.config;

import io.arewealive.config.ConfigException;
import io.arewealive.config.ConfigProblem;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Collects what is wrong, so that all of it can be told at once. */
final class Problems {

    private final Set<ConfigProblem> errors = new LinkedHashSet<>();
    private final Set<ConfigProblem> warnings = new LinkedHashSet<>();

    void error(String key, String origin, String message) {
        errors.add(new ConfigProblem(key, origin, message));
    }

    void warn(String key, String origin, String message) {
        warnings.add(new ConfigProblem(key, origin, message));
    }

    List<ConfigProblem> errors() {
        return List.copyOf(errors);
    }

    List<ConfigProblem> warnings() {
        return List.copyOf(warnings);
    }

    void throwIfAny() {
        if (!errors.isEmpty()) {
            throw new ConfigException(errors());
        }
    }
}
