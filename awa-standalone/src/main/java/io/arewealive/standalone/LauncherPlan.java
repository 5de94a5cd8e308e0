package io.arewealive.standalone;

import io.arewealive.AwaProvider;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What the command line says, for reading the settings without starting anything.
 *
 * @param settings by key
 */
record LauncherPlan(Map<String, String> settings) implements AwaProvider.Plan {

    @Override
    public String toString() {
        return "LauncherPlan" + settings.keySet();
    }

    @Override
    public <T> Optional<T> resource(Class<T> type) {
        return Optional.empty();
    }

    @Override
    public boolean standalone() {
        return true;
    }

    @Override
    public boolean failFast() {
        return false;
    }

    @Override
    public Map<String, String> origins() {
        Map<String, String> origins = new TreeMap<>();
        settings.keySet().forEach(key -> origins.put(key, "option"));
        return origins;
    }
}
