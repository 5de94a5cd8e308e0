package io.arewealive.standalone;

import io.arewealive.standalone.control.Server;
import io.arewealive.standalone.text.Health;
import io.arewealive.standalone.text.JsonText;
import io.arewealive.standalone.text.StatusJson;
import io.arewealive.standalone.text.StatusTable;
import io.arewealive.status.ClusterStatus;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Prints the table of all nodes, and says by its exit code how bad it is. */
@Command(
        name = "status",
        description = "Show which nodes are alive, and what is wrong.",
        footer = {
            "",
            "Exit codes: 0 all is well, 1 something is suspect, behind or left, 2 a permanent node is offline or there is no"
                    + " quorum, 3 not known."
        })
final class StatusVerb extends ServerCommand {

    private static final String CLEAR_SCREEN = "\u001b[H\u001b[2J";

    @Option(
            names = "--watch",
            paramLabel = "S",
            arity = "0..1",
            fallbackValue = "2",
            converter = Seconds.class,
            description = "Show it again every S seconds (2) until interrupted.")
    private @Nullable Duration watch;

    @Option(names = "--wide", description = "Show every column.")
    private boolean wide;

    @Option(
            names = "--ask",
            paramLabel = "S",
            converter = Seconds.class,
            description = "Wait at most this long for the slowest node (1 s).")
    private Duration ask = Duration.ofSeconds(1);

    StatusVerb(Shell shell) {
        super(shell);
    }

    @Override
    int ask(Server server) throws InterruptedException {
        int code = show(server);
        while (watch != null && shell().isRead()) {
            Thread.sleep(watch.toMillis());
            code = show(server);
        }
        return code;
    }

    private int show(Server server) {
        ClusterStatus status = server.askStatus(ask);
        if (printing().json()) {
            var json = StatusJson.of(status);
            shell().print(watch == null ? JsonText.pretty(json) : JsonText.line(json));
        } else {
            if (watch != null && shell().terminal().shows()) {
                shell().out().print(CLEAR_SCREEN);
            }
            shell().print(StatusTable.lines(status, wide, colours()));
        }
        return Health.of(status).exitCode();
    }
}
