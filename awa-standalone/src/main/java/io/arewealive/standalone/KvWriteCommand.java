package io.arewealive.standalone;

import io.arewealive.kv.KvOutcome;
import io.arewealive.kv.KvWrite;
import io.arewealive.node.CommandId;
import io.arewealive.standalone.control.Server;
import io.arewealive.standalone.text.JsonText;
import io.arewealive.standalone.text.KvJson;
import io.arewealive.standalone.text.KvOutcomes;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** A command that writes to the key-value store; repeated with the same id it is done at most once. */
abstract class KvWriteCommand extends ServerCommand {

    @Option(
            names = {"--id", "--command-id"},
            paramLabel = "ID",
            converter = EditCommand.IdConverter.class,
            description = "Repeat an earlier attempt with this id; it is done at most once.")
    private @Nullable CommandId id;

    KvWriteCommand(Shell shell) {
        super(shell);
    }

    /** What is to be written; what is wrong with it is an {@link IllegalArgumentException}. */
    abstract KvWrite write();

    @Override
    final void check() {
        require(this::write);
    }

    @Override
    final int ask(Server server) {
        KvWrite write = write();
        KvOutcome outcome = server.keyValue().write(id == null ? CommandId.random() : id, write, asking().timeout());
        var said = KvOutcomes.of(outcome, write);
        if (printing().json()) {
            shell().print(JsonText.pretty(KvJson.outcome(outcome, said)));
        } else if (outcome instanceof KvOutcome.Done done) {
            done(done, said.message());
        } else {
            shell().say("awa: " + said.message());
        }
        return said.exitCode();
    }

    /** Says that it was done. */
    void done(KvOutcome.Done done, String message) {
        shell().print(message);
    }
}
