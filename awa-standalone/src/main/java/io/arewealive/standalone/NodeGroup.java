package io.arewealive.standalone;

import io.arewealive.node.CommandId;
import io.arewealive.node.EditOutcome;
import io.arewealive.node.Node;
import io.arewealive.node.NodeEdit;
import io.arewealive.node.NodeTable;
import io.arewealive.standalone.control.Server;
import io.arewealive.standalone.text.Columns;
import io.arewealive.standalone.text.JsonText;
import io.arewealive.standalone.text.RecordJson;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows and edits the table of nodes. */
@Command(name = "node", description = "Show and edit the table of nodes.", synopsisSubcommandLabel = "COMMAND")
final class NodeGroup extends Group {

    private final Shell shell;

    NodeGroup(Shell shell) {
        this.shell = shell;
    }

    @Override
    List<Object> commands() {
        return List.of(
                new ListVerb(shell),
                new ShowVerb(shell),
                new AddVerb(shell),
                new UpdateVerb(shell),
                new DeleteVerb(shell));
    }

    @Command(name = "list", description = "List the rows of the table.")
    private static final class ListVerb extends ServerCommand {

        ListVerb(Shell shell) {
            super(shell);
        }

        @Override
        int ask(Server server) {
            NodeTable table = server.nodes();
            List<Node> nodes = table.list();
            if (printing().json()) {
                shell().print(JsonText.pretty(RecordJson.nodes(table.version(), nodes)));
            } else {
                shell().print(columns(nodes).lines(colours()));
            }
            return Exit.DONE;
        }
    }

    @Command(name = "show", description = "Show one row.")
    private static final class ShowVerb extends ServerCommand {

        @Parameters(paramLabel = "NODE", description = "Its name or id.")
        private String node = "";

        ShowVerb(Shell shell) {
            super(shell);
        }

        @Override
        int ask(Server server) {
            Node found = find(server, node);
            if (printing().json()) {
                shell().print(JsonText.pretty(RecordJson.node(found)));
            } else {
                shell().print(columns(List.of(found)).lines(colours()));
            }
            return Exit.DONE;
        }
    }

    @Command(name = "add", description = "Add a row by hand; the server of that name adopts it when it joins.")
    private static final class AddVerb extends EditCommand {

        @Parameters(index = "0", paramLabel = "NAME", description = "Unique in the table.")
        private String name = "";

        @Parameters(index = "1", paramLabel = "HOST", description = "What others dial.")
        private String host = "";

        @Parameters(index = "2", paramLabel = "PORT", description = "What others dial.")
        private int port;

        AddVerb(Shell shell) {
            super(shell);
        }

        @Override
        void check() {
            require(() -> Node.requireName(name));
            require(() -> Node.requireHost(host));
            require(() -> Node.requirePort(port));
        }

        @Override
        EditOutcome edit(Server server, CommandId id, Duration timeout) {
            return server.nodes().add(id, name, host, port, timeout);
        }
    }

    @Command(name = "update", description = "Change the name, host or port of a row.")
    private static final class UpdateVerb extends EditCommand {

        @Parameters(paramLabel = "NODE", description = "Its name or id.")
        private String node = "";

        @Option(names = "--name", paramLabel = "N", description = "Its new name.")
        private @Nullable String name;

        @Option(names = "--host", paramLabel = "H", description = "Its new host.")
        private @Nullable String host;

        @Option(names = "--port", paramLabel = "P", description = "Its new port.")
        private @Nullable Integer port;

        @Option(names = "--unpin", description = "Let what the node says of itself count again.")
        private boolean unpin;

        UpdateVerb(Shell shell) {
            super(shell);
        }

        @Override
        void check() {
            require(this::change);
            if (change().isEmpty() != unpin) {
                throw wrong("say what to change: --name, --host or --port, or --unpin alone");
            }
        }

        @Override
        EditOutcome edit(Server server, CommandId id, Duration timeout) {
            return unpin
                    ? server.nodes().unpin(id, find(server, node).id(), timeout)
                    : server.nodes().update(id, find(server, node).id(), change(), timeout);
        }

        private NodeEdit change() {
            return new NodeEdit(
                    Optional.ofNullable(name),
                    Optional.ofNullable(host),
                    port == null ? OptionalInt.empty() : OptionalInt.of(port));
        }
    }

    @Command(name = "delete", description = "Delete a row.")
    private static final class DeleteVerb extends EditCommand {

        @Parameters(paramLabel = "NODE", description = "Its name or id.")
        private String node = "";

        @Option(names = "--force", description = "Even if the node is alive.")
        private boolean force;

        DeleteVerb(Shell shell) {
            super(shell);
        }

        @Override
        EditOutcome edit(Server server, CommandId id, Duration timeout) {
            return server.nodes().delete(id, find(server, node).id(), force, timeout);
        }
    }

    private static Node find(Server server, String node) {
        return server.nodes()
                .find(node)
                .orElseThrow(() -> new CommandFailed(
                        Exit.FAILED, "no row has the name or id \"" + node + "\"; awa node list shows all"));
    }

    private static Columns columns(List<Node> nodes) {
        var columns = new Columns("Name", "Host", "Port", "Lifetime", "Votes", "Claimed", "Id");
        for (Node node : nodes) {
            columns.row(
                    node.name(),
                    node.host(),
                    Integer.toString(node.port()),
                    word(node.lifetime()),
                    node.witness() ? "witness" : word(node.votes()),
                    node.claimed() ? "yes" : "no",
                    node.id().toString());
        }
        return columns;
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
