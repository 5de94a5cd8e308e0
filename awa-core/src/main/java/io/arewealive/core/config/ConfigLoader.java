package io.arewealive.core.config;

import io.arewealive.AwaProvider;
import io.arewealive.config.ConfigException;
import io.arewealive.core.config.Assembly.Surroundings;
import javax.sql.DataSource;

/** Reads the configuration of an instance. */
public final class ConfigLoader {

    private ConfigLoader() {}

    /**
     * Reads and checks everything.
     *
     * @throws ConfigException with all that is wrong
     */
    public static AwaConfig load(AwaProvider.Plan plan, Sources sources) {
        var problems = new Problems();
        Values values = new Merge(new Layers(plan, sources, problems).read(), sources, problems).values();
        var surroundings = new Surroundings(
                plan.standalone(),
                sources.hostName(),
                sources.workingDirectory(),
                plan.resource(DataSource.class).isPresent());
        AwaConfig config = new Assembly(values, surroundings).assemble();
        problems.throwIfAny();
        return config;
    }
}
