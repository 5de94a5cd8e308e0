package io.arewealive.config;

/**
 * One thing that is wrong with a configuration.
 *
 * @param key the setting
 * @param origin the file, option or variable it stands in
 * @param message the value, the rule it breaks, and what to write instead
 */
public record ConfigProblem(String key, String origin, String message) {

    @Override
    public String toString() {
        return key + " (" + origin + "): " + message;
    }
}
