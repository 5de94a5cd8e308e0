package io.arewealive.core.config;

import io.arewealive.config.ConfigProblem;
import io.arewealive.config.Setting;
import io.arewealive.face.Face;
import io.arewealive.face.FaceSettings;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.stream.Collectors;

/** What the management interfaces say of their settings, beyond the rule of each one. */
record FaceRules(AwaConfig config) implements FaceSettings {

    @Override
    public Optional<String> setting(String key) {
        return config.setting(key);
    }

    @Override
    public List<Setting> effective() {
        return config.settings();
    }

    /** Asks those that are not switched off; of a setting that breaks its own rule no more is said. */
    void check(Problems problems) {
        Set<String> known = problems.errors().stream().map(ConfigProblem::key).collect(Collectors.toSet());
        for (Face face : ServiceLoader.load(Face.class, FaceRules.class.getClassLoader())) {
            if (config.wants(face)) {
                face.check(this).stream()
                        .filter(problem -> !known.contains(problem.key()))
                        .forEach(problem -> problems.error(problem.key(), problem.origin(), problem.message()));
            }
        }
    }
}
