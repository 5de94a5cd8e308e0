package io.arewealive.standalone;

import io.arewealive.core.LastSurvivor;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Lets a survivor go on after the majority is lost for good. Works on the data directory of a stopped server. */
@Command(
        name = "recover",
        description = "Let this stopped server go on alone, after the majority of the voters is lost for good.",
        footer = {
            "",
            "Only for the case that the data directories of a majority cannot be brought back. Run it on one survivor,"
                    + " the one with the highest version."
        })
final class RecoverVerb implements Callable<Integer> {

    private final Shell shell;

    @Option(names = "--data", paramLabel = "DIR", description = "The data directory of the survivor.")
    private @Nullable Path data;

    @Option(names = "--config", paramLabel = "FILE", description = "Find that directory in this file of settings.")
    private @Nullable Path config;

    @Option(names = "--force", description = "Do it. Without it, it is only said what would be done.")
    private boolean force;

    RecoverVerb(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() {
        Path directory = new DataDirectory(shell.sources(), config).find(data);
        try (LastSurvivor survivor = LastSurvivor.in(directory)) {
            if (!force) {
                explain(survivor, directory).forEach(shell::say);
                return Exit.FAILED;
            }
            refuseIfMajorityLives(survivor);
            Path former = survivor.goOn(Instant.now());
            shell.print(
                    List.of(
                            survivor.name() + " goes on alone in epoch " + (survivor.epoch() + 1) + ", with version "
                                    + survivor.version() + " of the table",
                            "its former log stays in " + former + "; nothing uses it any more",
                            "next: start it with awa server as before, then the others one by one; they fetch everything from it"));
            return Exit.DONE;
        }
    }

    private static void refuseIfMajorityLives(LastSurvivor survivor) {
        List<String> there = survivor.majorityThere();
        if (!there.isEmpty()) {
            throw new CommandFailed(
                    Exit.FAILED,
                    "the majority is not lost: " + String.join(", ", there) + " can be reached at the port"
                            + (there.size() == 1 ? "" : "s") + " of the table, and with " + survivor.name()
                            + " that is enough. Nothing was changed. Start " + survivor.name()
                            + " with awa server; if those are to be given up all the same, stop them first");
        }
    }

    private static List<String> explain(LastSurvivor survivor, Path directory) {
        return List.of(
                "awa: nothing was changed: this needs --force. It would let " + survivor.name() + " (" + directory
                        + ") go on without the others:",
                "  - The voters are " + String.join(", ", survivor.voters()) + ". From then on only " + survivor.name()
                        + " votes, in epoch " + (survivor.epoch() + 1) + ", until others have caught up with it.",
                "  - It has version " + survivor.version() + " of the table"
                        + survivor.lastChange()
                                .map(time -> ", last changed at " + time)
                                .orElse("")
                        + ". What others acknowledged and it never heard of is lost.",
                "  - The others set their logs aside when they see it again, and fetch everything from it. Until they see it"
                        + " they go on as they were: if a majority of them still runs somewhere, stop it first, or what it"
                        + " acknowledges from now on is lost too.",
                "  - Do it only if the data directories of a majority cannot be brought back, on one server only, the one"
                        + " with the highest version: awa recover --force --data " + directory);
    }
}
