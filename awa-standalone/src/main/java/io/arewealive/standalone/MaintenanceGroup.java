package io.arewealive.standalone;

import io.arewealive.maintenance.Maintenance;
import io.arewealive.node.CommandId;
import io.arewealive.node.EditOutcome;
import io.arewealive.node.Node;
import io.arewealive.node.NodeId;
import io.arewealive.standalone.control.Server;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Keeps quiet what somebody works on. */
@Command(
        name = "maintenance",
        description = "Put nodes into maintenance: they do not ring, for a time that ends by itself.",
        synopsisSubcommandLabel = "COMMAND")
final class MaintenanceGroup extends Group {

    private final Shell shell;

    MaintenanceGroup(Shell shell) {
        this.shell = shell;
    }

    @Override
    List<Object> commands() {
        return List.of(new OnVerb(shell), new OffVerb(shell));
    }

    @Command(name = "on", description = "Begin a maintenance, or begin it anew with another end.")
    private static final class OnVerb extends TargetCommand {

        @Option(
                names = "--for",
                paramLabel = "TIME",
                converter = Times.class,
                description = "How long: 90s, 30m, 2h (the default), 3d.")
        private Duration time = Maintenance.DEFAULT_TIME;

        @Option(names = "--reason", paramLabel = "T", description = "Why, for those who see it.")
        private String reason = "";

        OnVerb(Shell shell) {
            super(shell);
        }

        @Override
        void check() {
            super.check();
            require(() -> Maintenance.requireTime(time));
            require(() -> Maintenance.requireReason(reason));
        }

        @Override
        EditOutcome edit(Server server, CommandId id, Duration timeout) {
            return server.maintenance().begin(id, target(server), time, reason, timeout);
        }
    }

    @Command(name = "off", description = "End a maintenance.")
    private static final class OffVerb extends TargetCommand {

        OffVerb(Shell shell) {
            super(shell);
        }

        @Override
        EditOutcome edit(Server server, CommandId id, Duration timeout) {
            return server.maintenance().end(id, target(server), timeout);
        }
    }

    /** What is to be in maintenance. */
    private abstract static class TargetCommand extends EditCommand {

        @Parameters(
                arity = "0..1",
                paramLabel = "NODE",
                description = "Name or id of a node; without it the node of the server that is asked.")
        private @Nullable String node;

        @Option(names = "--all", description = "The whole cluster; with off, every node too.")
        private boolean all;

        TargetCommand(Shell shell) {
            super(shell);
        }

        @Override
        void check() {
            if (all && node != null) {
                throw wrong("say either a node or --all");
            }
        }

        Optional<NodeId> target(Server server) {
            if (all) {
                return Optional.empty();
            }
            if (node == null) {
                return Optional.of(server.status().viewerId());
            }
            return Optional.of(server.nodes()
                    .find(node)
                    .map(Node::id)
                    .orElseThrow(() -> new CommandFailed(
                            Exit.FAILED,
                            "no node has the name or id \"" + node
                                    + "\"; awa node list shows all (services and packages"
                                    + " cannot be in maintenance yet)")));
        }
    }
}
