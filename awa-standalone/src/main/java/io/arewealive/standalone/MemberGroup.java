package io.arewealive.standalone;

import io.arewealive.log.LogMember;
import io.arewealive.log.LogStatus;
import io.arewealive.log.MemberOutcome;
import io.arewealive.node.CommandId;
import io.arewealive.node.EditOutcome;
import io.arewealive.node.NodeId;
import io.arewealive.standalone.control.Server;
import io.arewealive.standalone.text.JsonText;
import io.arewealive.standalone.text.LogText;
import io.arewealive.standalone.text.Outcomes;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows who votes, and lets nodes vote or not. */
@Command(
        name = "member",
        description = "Show who votes, and let nodes vote or not.",
        synopsisSubcommandLabel = "COMMAND")
final class MemberGroup extends Group {

    private final Shell shell;

    MemberGroup(Shell shell) {
        this.shell = shell;
    }

    @Override
    List<Object> commands() {
        return List.of(new ListVerb(shell), new AddVerb(shell), new RemoveVerb(shell));
    }

    @Command(name = "list", description = "List the nodes with their role, their seat and their place in the log.")
    private static final class ListVerb extends ServerCommand {

        ListVerb(Shell shell) {
            super(shell);
        }

        @Override
        int ask(Server server) {
            LogStatus status = server.log().status();
            if (printing().json()) {
                shell().print(JsonText.pretty(LogText.members(status)));
            } else {
                shell().print(LogText.table(status).lines(colours()));
                LogText.note(status).ifPresent(shell()::say);
            }
            return Exit.DONE;
        }
    }

    @Command(
            name = "add",
            description = "Let a node vote, before others that may, and wait until it does.",
            footer = {"", "That is kept until it is removed: its own awa.node.votes does not count any more."})
    private static final class AddVerb extends SeatCommand {

        AddVerb(Shell shell) {
            super(shell);
        }

        @Override
        MemberOutcome wish(Server server, CommandId id, NodeId node, Duration timeout) {
            return server.log().add(id, node, timeout);
        }
    }

    @Command(
            name = "remove",
            description = "Let a node not vote any more, and wait until it does not; it goes on as an observer.",
            footer = {"", "That is kept over all its restarts, until it is added. A leader hands over first."})
    private static final class RemoveVerb extends SeatCommand {

        RemoveVerb(Shell shell) {
            super(shell);
        }

        @Override
        MemberOutcome wish(Server server, CommandId id, NodeId node, Duration timeout) {
            return server.log().remove(id, node, timeout);
        }
    }

    /** A wish for a node, and what became of it. */
    private abstract static class SeatCommand extends ServerCommand {

        @Parameters(paramLabel = "NODE", description = "Its name or id.")
        private String node = "";

        @Option(
                names = "--command-id",
                paramLabel = "ID",
                converter = EditCommand.IdConverter.class,
                description = "Repeat an earlier attempt with this id; it is done at most once.")
        private @Nullable CommandId id;

        SeatCommand(Shell shell) {
            super(shell);
        }

        abstract MemberOutcome wish(Server server, CommandId id, NodeId node, Duration timeout);

        @Override
        final int ask(Server server) {
            LogMember member = server.log()
                    .status()
                    .find(node)
                    .orElseThrow(() -> new CommandFailed(
                            Exit.FAILED, "no node has the name or id \"" + node + "\"; awa member list shows all"));
            MemberOutcome outcome = wish(server, id == null ? CommandId.random() : id, member.id(), asking().timeout());
            int code = outcome.edit() instanceof EditOutcome.Applied && !outcome.carriedOut()
                    ? Exit.FAILED
                    : Outcomes.exitCode(outcome.edit());
            List<String> voters = server.log().status().voters();
            if (printing().json()) {
                shell().print(JsonText.pretty(LogText.outcome(outcome, voters)));
            } else if (code == Exit.DONE) {
                shell().print("the voters are " + String.join(", ", voters));
            } else if (outcome.edit() instanceof EditOutcome.Applied) {
                shell().say("awa: that is kept, and not carried out yet: " + outcome.waitsFor());
            } else {
                shell().say("awa: " + Outcomes.message(outcome.edit()));
            }
            return code;
        }
    }
}
