package io.arewealive.standalone;

import io.arewealive.core.log.BackupFile;
import io.arewealive.core.log.BadBackupException;
import io.arewealive.core.wire.Bytes;
import io.arewealive.log.BackupOutcome;
import io.arewealive.log.Log;
import io.arewealive.standalone.control.Server;
import io.arewealive.standalone.text.JsonText;
import io.arewealive.standalone.text.OwnFile;
import jakarta.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes everything that the cluster agrees on into a file. */
@Command(
        name = "backup",
        description = "Write the table, keys, settings and events of the cluster into a file.",
        footer = {
            "",
            "Everything that was acknowledged before is in it. It holds the values of all keys: keep it where nobody else"
                    + " can read it. awa restore makes a new cluster of it."
        })
final class BackupVerb extends ServerCommand {

    private static final int PIECE = 512 << 10;
    private static final int NO_QUORUM = 106;
    private static final int NOT_NOW = 107;

    @Parameters(paramLabel = "FILE", description = "The file; it is made with mode 0600.")
    private Path file = Path.of("");

    @Option(names = "--force", description = "Write over a file that is there.")
    private boolean force;

    BackupVerb(Shell shell) {
        super(shell);
    }

    @Override
    int ask(Server server) {
        Path target = shell().sources().get().workingDirectory().resolve(file);
        if (!force && Files.exists(target)) {
            throw new CommandFailed(
                    Exit.FAILED, file + " is there and is not overwritten; name another file, or say --force");
        }
        Copied copied = copy(server.log());
        try {
            OwnFile.write(target, copied.file().array(), force);
        } catch (IOException e) {
            throw new CommandFailed(Exit.FAILED, "cannot write " + file + " (" + e + "); name another file");
        }
        print(copied.ready());
        return Exit.DONE;
    }

    /** What was fetched, and what the server said of it. */
    private record Copied(BackupOutcome.Ready ready, Bytes file) {}

    /** A server keeps its own copy only: if the connection moves to another one, or it restarts, a new copy is made, once. */
    private Copied copy(Log log) {
        BackupOutcome.Ready first = prepare(log);
        try {
            return new Copied(first, Bytes.owning(fetch(log, first)));
        } catch (IllegalStateException gone) {
            BackupOutcome.Ready second = prepare(log);
            try {
                return new Copied(second, Bytes.owning(fetch(log, second)));
            } catch (IllegalStateException e) {
                throw new CommandFailed(
                        NOT_NOW,
                        "nothing was written: twice the copy was gone before all of it was fetched (" + e.getMessage()
                                + "); try again, or name one server with --at");
            }
        }
    }

    private BackupOutcome.Ready prepare(Log log) {
        BackupOutcome outcome = log.backup(asking().timeout());
        if (outcome instanceof BackupOutcome.NoQuorum none) {
            throw new CommandFailed(NO_QUORUM, "no quorum, nothing was written: " + none.message());
        }
        if (outcome instanceof BackupOutcome.NotNow later) {
            throw new CommandFailed(NOT_NOW, "nothing was written: " + later.message());
        }
        return (BackupOutcome.Ready) outcome;
    }

    /** All of it, checked before it is called a backup. */
    private static byte[] fetch(Log log, BackupOutcome.Ready ready) {
        if (ready.bytes() > BackupFile.MAX_BYTES) {
            throw new CommandFailed(Exit.FAILED, "the backup has " + ready.bytes() + " bytes, too many for one file");
        }
        byte[] all = new byte[(int) ready.bytes()];
        for (int done = 0; done < all.length; ) {
            byte[] part = log.backupPart(ready.id(), done, PIECE);
            System.arraycopy(part, 0, all, done, part.length);
            done += part.length;
        }
        try {
            BackupFile.read(all);
            return all;
        } catch (BadBackupException e) {
            throw new CommandFailed(Exit.FAILED, "what the server sent is no backup: " + e.getMessage());
        }
    }

    private void print(BackupOutcome.Ready ready) {
        if (printing().json()) {
            shell().print(JsonText.pretty(Json.createObjectBuilder()
                    .add("file", file.toString())
                    .add("bytes", ready.bytes())
                    .add("index", ready.index())
                    .add("version", ready.version())
                    .add("revision", ready.revision())
                    .build()));
        } else {
            shell().print(file + ": " + ready.bytes() + " bytes, index " + ready.index() + " of the log, version "
                    + ready.version() + " of the table, revision " + ready.revision() + " of the keys");
        }
    }
}
