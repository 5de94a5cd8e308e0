package io.arewealive.standalone;

import io.arewealive.log.LogStatus;
import io.arewealive.log.SnapshotOutcome;
import io.arewealive.node.CommandId;
import io.arewealive.node.EditOutcome;
import io.arewealive.standalone.control.Server;
import io.arewealive.standalone.text.JsonText;
import io.arewealive.standalone.text.LogText;
import io.arewealive.standalone.text.Outcomes;
import jakarta.json.Json;
import java.util.List;
import picocli.CommandLine.Command;

/** Shows the replicated log, and tries it. */
@Command(name = "log", description = "Show the replicated log, and try it.", synopsisSubcommandLabel = "COMMAND")
final class LogGroup extends Group {

    private final Shell shell;

    LogGroup(Shell shell) {
        this.shell = shell;
    }

    @Override
    List<Object> commands() {
        return List.of(new StatusVerb(shell), new SnapshotVerb(shell), new NoopVerb(shell));
    }

    @Command(name = "status", description = "Show leader, term, indexes, snapshot, files, and how far each node is.")
    private static final class StatusVerb extends ServerCommand {

        StatusVerb(Shell shell) {
            super(shell);
        }

        @Override
        int ask(Server server) {
            LogStatus status = server.log().status();
            if (printing().json()) {
                shell().print(JsonText.pretty(LogText.json(status)));
            } else {
                shell().print(LogText.lines(status));
                shell().print(LogText.table(status).lines(colours()));
                LogText.note(status).ifPresent(shell()::say);
            }
            return Exit.DONE;
        }
    }

    @Command(name = "snapshot", description = "Let the server write a snapshot of its state now, and cut its log.")
    private static final class SnapshotVerb extends ServerCommand {

        SnapshotVerb(Shell shell) {
            super(shell);
        }

        @Override
        int ask(Server server) {
            SnapshotOutcome outcome = server.log().snapshot(asking().timeout());
            if (printing().json()) {
                shell().print(JsonText.pretty(Json.createObjectBuilder()
                        .add("index", outcome.index())
                        .add("problem", outcome.problem())
                        .build()));
            } else if (outcome.isTaken()) {
                shell().print("snapshot at index " + outcome.index());
            } else {
                shell().say("awa: no snapshot was written: " + outcome.problem());
            }
            return outcome.isTaken() ? Exit.DONE : Exit.FAILED;
        }
    }

    @Command(
            name = "noop",
            description = "Send a command that changes nothing through the log: a leader leads and a majority writes.")
    private static final class NoopVerb extends ServerCommand {

        NoopVerb(Shell shell) {
            super(shell);
        }

        @Override
        int ask(Server server) {
            EditOutcome outcome = server.log().noop(CommandId.random(), asking().timeout());
            int code = Outcomes.exitCode(outcome);
            if (printing().json()) {
                shell().print(JsonText.pretty(LogText.noop(outcome)));
            } else if (outcome instanceof EditOutcome.Applied applied) {
                shell().print(List.of("applied at index " + applied.version()
                        + server.log()
                                .status()
                                .leader()
                                .map(name -> ", " + name + " leads")
                                .orElse("")));
            } else {
                shell().say("awa: " + Outcomes.message(outcome));
            }
            return code;
        }
    }
}
