package io.arewealive.standalone;

import io.arewealive.core.Restoration;
import io.arewealive.core.config.AwaConfig;
import io.arewealive.core.config.ConfigLoader;
import io.arewealive.core.log.BackupFile;
import io.arewealive.core.log.BadBackupException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes a new cluster of a backup, in the empty data directory of a stopped server. */
@Command(
        name = "restore",
        description = "Make a new cluster of a backup, in the empty data directory of this stopped server.",
        footer = {
            "",
            "This server is its first node and only voter. The other nodes of the backup wait in the table for servers of"
                    + " their names, which join with empty data directories."
        })
final class RestoreVerb implements Callable<Integer> {

    private static final int BAD_FILE = 65;

    private final Shell shell;

    @Parameters(paramLabel = "FILE", description = "A backup, as awa backup wrote it.")
    private Path file = Path.of("");

    @Option(names = "--data", paramLabel = "DIR", description = "The data directory; it must be empty, or not there.")
    private @Nullable Path data;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "Find that directory and the name in this file of settings.")
    private @Nullable Path config;

    @Option(names = "--name", paramLabel = "N", description = "The name of this server.")
    private @Nullable String name;

    RestoreVerb(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() {
        Path directory = new DataDirectory(shell.sources(), config).find(data);
        Restoration restoration = read();
        BackupFile backup = restoration.backup();
        AwaConfig settings = settings(directory);
        requireSameCluster(backup, settings);
        String own = settings.identity().name();
        UUID cluster = restoration.into(directory, own, Instant.now());
        shell.print(List.of(
                "restored " + file + ", made " + backup.time() + " by cluster " + backup.cluster() + " at index "
                        + backup.index() + ": " + restoration.nodes() + " nodes, " + restoration.keys() + " keys",
                "it is a new cluster (" + cluster + ") with " + own + " as its only voter, in " + directory,
                "next: start this server as " + own + " with awa server --data " + directory
                        + ", then the others with empty data directories and --join"));
        return Exit.DONE;
    }

    private Restoration read() {
        Path source = shell.sources().get().workingDirectory().resolve(file);
        try {
            if (Files.size(source) > BackupFile.MAX_BYTES) {
                throw new CommandFailed(
                        BAD_FILE, file + " has " + Files.size(source) + " bytes and is no backup of AWA");
            }
            return Restoration.of(Files.readAllBytes(source));
        } catch (NoSuchFileException e) {
            throw new CommandFailed(BAD_FILE, "there is no file " + file);
        } catch (IOException e) {
            throw new CommandFailed(BAD_FILE, "cannot read " + file + ": " + e);
        } catch (BadBackupException e) {
            throw new CommandFailed(BAD_FILE, file + " cannot be restored: " + e.getMessage());
        }
    }

    private AwaConfig settings(Path directory) {
        Map<String, String> options = new TreeMap<>(Map.of("awa.data", directory.toString()));
        if (config != null) {
            options.put("awa.config", config.toString());
        }
        if (name != null) {
            options.put("awa.node.name", name);
        }
        return ConfigLoader.load(new LauncherPlan(options), shell.sources().get());
    }

    private void requireSameCluster(BackupFile backup, AwaConfig settings) {
        String own = settings.identity().cluster();
        if (!own.equals(backup.cluster())) {
            throw new CommandFailed(
                    BAD_FILE,
                    file + " is a backup of cluster " + backup.cluster() + ", and the settings here are for cluster "
                            + own + "; set awa.cluster=" + backup.cluster()
                            + " for this server, or name its settings (--config)");
        }
    }
}
