package io.arewealive.standalone;

import io.arewealive.core.config.ConfigLoader;
import io.arewealive.core.config.Sources;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Which data directory is meant, by the same rules as those of the server. Nothing else in the files of settings matters here: a user who
 * may only look cannot read all of them.
 */
final class DataDirectory {

    private static final String KEY = "awa.data";
    private static final String VARIABLE = "AWA_DATA";
    private static final List<String> FILES = List.of("awa.properties", "node.properties", "cluster.properties");

    private final Supplier<Sources> sources;
    private final @Nullable Path config;

    DataDirectory(Supplier<Sources> sources, @Nullable Path config) {
        this.sources = sources;
        this.config = config;
    }

    /** The directory of the option if there is one, else of the settings. */
    Path find(@Nullable Path option) {
        Sources all = sources.get();
        if (option != null) {
            return all.workingDirectory().resolve(option).normalize();
        }
        if (config == null && !mayBeInFiles(all)) {
            return all.workingDirectory()
                    .resolve(all.systemProperties()
                            .getOrDefault(KEY, all.environment().getOrDefault(VARIABLE, "data")))
                    .normalize();
        }
        Map<String, String> options = config == null ? Map.of() : Map.of("awa.config", config.toString());
        String said = ConfigLoader.find(new LauncherPlan(options), all, KEY).orElse("data");
        if (said.equals("memory")) {
            throw new CommandFailed(
                    Exit.NO_SERVER, "awa.data=memory: no command can find a server without a data directory");
        }
        return all.workingDirectory().resolve(said).normalize();
    }

    /** Reading files of settings takes as long as all the rest of a quick command, so look first whether there are any. */
    private static boolean mayBeInFiles(Sources all) {
        return FILES.stream()
                        .anyMatch(name -> Files.exists(all.workingDirectory().resolve(name)))
                || Files.isDirectory(all.systemDirectory())
                || all.systemProperties().containsKey("awa.config")
                || all.environment().containsKey("AWA_CONFIG");
    }
}
