package io.arewealive.standalone;

import io.arewealive.node.CommandId;
import io.arewealive.node.EditOutcome;
import io.arewealive.standalone.control.Server;
import io.arewealive.standalone.text.JsonText;
import io.arewealive.standalone.text.Outcomes;
import io.arewealive.standalone.text.RecordJson;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** A command that changes something in the cluster; repeated with the same id it is done at most once. */
abstract class EditCommand extends ServerCommand {

    @Option(
            names = "--command-id",
            paramLabel = "ID",
            converter = IdConverter.class,
            description = "Repeat an earlier attempt with this id; it is done at most once.")
    private @Nullable CommandId id;

    EditCommand(Shell shell) {
        super(shell);
    }

    /** Does it. */
    abstract EditOutcome edit(Server server, CommandId id, Duration timeout);

    @Override
    final int ask(Server server) {
        EditOutcome outcome = edit(server, id == null ? CommandId.random() : id, asking().timeout());
        int code = Outcomes.exitCode(outcome);
        if (printing().json()) {
            shell().print(JsonText.pretty(RecordJson.outcome(outcome)));
        } else if (code == Exit.DONE) {
            shell().print(Outcomes.message(outcome));
        } else {
            shell().say("awa: " + Outcomes.message(outcome));
        }
        return code;
    }

    static final class IdConverter implements ITypeConverter<CommandId> {
        @Override
        public CommandId convert(String text) {
            try {
                return CommandId.parse(text);
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException("\"" + text + "\" must be the id of a command, a UUID");
            }
        }
    }
}
