package io.arewealive.standalone;

import io.arewealive.kv.KvWrite;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Removes a key. */
@Command(name = "unset", description = "Remove a key, and with it directories in which nothing is left.")
final class KvUnsetVerb extends KvWriteCommand {

    @Parameters(paramLabel = "KEY", description = "For example app/db/primary.")
    private String key = "";

    @Option(names = "--revision", paramLabel = "R", description = "Only if it was last written at this revision.")
    private @Nullable Long revision;

    KvUnsetVerb(Shell shell) {
        super(shell);
    }

    @Override
    KvWrite write() {
        return revision == null ? new KvWrite.Unset(key) : new KvWrite.UnsetAtRevision(key, revision);
    }
}
