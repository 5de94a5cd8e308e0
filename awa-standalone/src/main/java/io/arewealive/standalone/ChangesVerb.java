package io.arewealive.standalone;

import io.arewealive.node.ChangesSince;
import io.arewealive.node.CommandId;
import io.arewealive.node.Fate;
import io.arewealive.node.Node;
import io.arewealive.node.NodeChange;
import io.arewealive.standalone.control.Server;
import io.arewealive.standalone.text.JsonText;
import io.arewealive.standalone.text.Outcomes;
import io.arewealive.standalone.text.Printable;
import io.arewealive.standalone.text.RecordJson;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Prints the numbered changes of the node table, or what became of one command. */
@Command(name = "changes", description = "Show the numbered changes of the table of nodes.")
final class ChangesVerb extends ServerCommand {

    private static final int BATCH = 1_000;
    private static final long POLL_MILLIS = 300;

    @Option(names = "--since", paramLabel = "V", description = "Only those after version V.")
    private long since;

    @Option(
            names = "--id",
            paramLabel = "COMMAND",
            converter = EditCommand.IdConverter.class,
            description = "Say what became of the command with this id.")
    private @Nullable CommandId id;

    @Option(names = "--follow", description = "Go on until interrupted.")
    private boolean follow;

    ChangesVerb(Shell shell) {
        super(shell);
    }

    @Override
    void check() {
        if (since < 0) {
            throw wrong("--since: " + since + " must be a version from 0 on");
        }
    }

    @Override
    int ask(Server server) throws InterruptedException {
        return id == null ? list(server) : fate(server, id);
    }

    private int fate(Server server, CommandId command) {
        Fate fate = server.nodes().fateOf(command);
        shell().print(printing().json() ? JsonText.pretty(RecordJson.fate(fate)) : Outcomes.message(fate));
        return Outcomes.exitCode(fate);
    }

    private int list(Server server) throws InterruptedException {
        long version = since;
        do {
            ChangesSince answer = server.nodes().changesSince(version, BATCH);
            long next = print(answer, version);
            if (next == version) {
                if (!follow) {
                    return Exit.DONE;
                }
                Thread.sleep(POLL_MILLIS);
            }
            version = next;
        } while (shell().isRead());
        return Exit.DONE;
    }

    /** Returns the version that was printed last. */
    private long print(ChangesSince answer, long version) {
        if (answer instanceof ChangesSince.Changes since) {
            List<NodeChange> changes = since.changes();
            shell().print(changes.stream()
                    .map(change -> printing().json() ? JsonText.line(RecordJson.change(change)) : line(change))
                    .toList());
            return changes.isEmpty() ? version : changes.get(changes.size() - 1).version();
        }
        if (answer instanceof ChangesSince.Snapshot snapshot) {
            shell().say("awa: changes up to version " + snapshot.floor()
                    + " are no longer kept; this is the table at version " + snapshot.version());
            shell().print(
                            printing().json()
                                    ? List.of(JsonText.line(RecordJson.changes(snapshot)))
                                    : snapshot.nodes().stream()
                                            .map(ChangesVerb::row)
                                            .toList());
            return snapshot.version();
        }
        throw new AssertionError("unhandled " + answer);
    }

    private static String line(NodeChange change) {
        return Printable.of(String.format(
                "%d %s %-6s %s %s by %s, command %s",
                change.version(),
                change.time().truncatedTo(ChronoUnit.MILLIS),
                change.action(),
                change.nodeId().brief(),
                change.data().map(ChangesVerb::row).orElse("-"),
                change.author(),
                change.commandId()));
    }

    private static String row(Node node) {
        return node.name() + " " + node.address();
    }
}
