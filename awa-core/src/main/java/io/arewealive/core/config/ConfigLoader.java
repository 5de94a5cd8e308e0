package io.arewealive.core.config;

import io.arewealive.AwaProvider;
import io.arewealive.config.ConfigException;
import io.arewealive.core.config.Assembly.Surroundings;
import java.util.Optional;
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
        var merge = new Merge(new Layers(plan, sources, problems).read(), sources, problems);
        Values values = merge.values();
        var surroundings = new Surroundings(
                plan.standalone(),
                sources.hostName(),
                sources.workingDirectory(),
                plan.resource(DataSource.class).isPresent());
        AwaConfig config = new Assembly(values, surroundings).assemble();
        if (!values.get(Keys.ALLOW_READABLE)) {
            filesWithSecrets(merge, values, sources).check(problems);
        }
        new FaceRules(config).check(problems);
        problems.throwIfAny();
        return config;
    }

    private static SecretFiles filesWithSecrets(Merge merge, Values values, Sources sources) {
        var files = new SecretFiles();
        merge.noteFilesWithSecrets(files, sources.workingDirectory());
        values.find(Keys.KEYSTORE)
                .map(path -> Keystore.at(sources.workingDirectory().resolve(path)))
                .ifPresent(keystore -> {
                    String origin = values.origin(Keys.KEYSTORE);
                    files.add(Keys.KEYSTORE.name(), origin, keystore.file());
                    if (!values.isSaid(Keys.KEYSTORE_PASSWORD)) {
                        files.add(Keys.KEYSTORE_PASSWORD.name(), origin, keystore.passwordFile());
                    }
                });
        return files;
    }

    /** How connections are protected, whatever is wrong with other settings; what cannot be worked out is left out. */
    public static AwaConfig.Security security(AwaProvider.Plan plan, Sources sources) {
        var unheard = new Problems();
        var merge = new Merge(new Layers(plan, sources, unheard).read(), sources, unheard);
        Optional<Keystore> keystore = merge.only(Keys.KEYSTORE.name())
                .map(path -> Keystore.at(sources.workingDirectory().resolve(path)));
        return new AwaConfig.Security(
                keystore.map(Keystore::file),
                merge.only(Keys.KEYSTORE_PASSWORD.name()).or(() -> keystore.flatMap(Keystore::password)),
                false);
    }

    /**
     * What one setting says, whatever is wrong with the others and with files that this user cannot read; empty if nothing does.
     */
    public static Optional<String> find(AwaProvider.Plan plan, Sources sources, String key) {
        var unheard = new Problems();
        return new Merge(new Layers(plan, sources, unheard).read(), sources, unheard).only(key);
    }
}
