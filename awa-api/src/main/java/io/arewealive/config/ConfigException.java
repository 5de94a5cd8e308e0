package io.arewealive.config;

import java.io.Serial;
import java.util.List;
import java.util.stream.Collectors;

/** The configuration is wrong; nothing was started and nothing changed. It names every problem at once. */
public final class ConfigException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1;

    private final transient List<ConfigProblem> problems;

    /** With all that is wrong; at least one problem. */
    public ConfigException(List<ConfigProblem> problems) {
        super(problems.stream().map(ConfigProblem::toString).collect(Collectors.joining("\n")));
        this.problems = List.copyOf(problems);
    }

    /** All that is wrong. */
    public List<ConfigProblem> problems() {
        return problems;
    }
}
