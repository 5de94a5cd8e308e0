package io.arewealive.standalone;

import io.arewealive.core.log.KnownNodes;
import io.arewealive.jmx.RemoteAwaException;
import io.arewealive.standalone.control.NoServerException;
import io.arewealive.standalone.elsewhere.Elsewhere;
import io.arewealive.standalone.elsewhere.Elsewhere.View;
import io.arewealive.standalone.text.Health;
import io.arewealive.standalone.text.JsonText;
import io.arewealive.standalone.text.StatusJson;
import io.arewealive.standalone.text.StatusTable;
import io.arewealive.status.ClusterStatus;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
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
                    + " quorum, 3 not known.",
            "Where the server does not answer the other nodes are asked that its data directory names, with its keys."
        })
final class StatusVerb extends AskingCommand implements Callable<Integer> {

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
    public Integer call() throws InterruptedException {
        int code = look();
        while (watch != null && shell().isRead()) {
            Thread.sleep(watch.toMillis());
            code = look();
        }
        return code;
    }

    /** Finds the server each time anew: it may have ended meanwhile, or be back. */
    private int look() throws InterruptedException {
        var here = new Here(() -> asking().server(shell()), ask);
        Optional<KnownNodes> known = here.isSlow() ? known() : Optional.empty();
        if (known.isPresent()) {
            return showFirst(here, known.get());
        }
        try {
            return show(Aside.result(here.answer()));
        } catch (NoServerException | RemoteAwaException e) {
            return showOthers(e);
        }
    }

    /** The server here is busy or hangs: it and the others are asked at the same time, and who answers first is shown. */
    private int showFirst(Here here, KnownNodes known) throws InterruptedException {
        CompletableFuture<View> there = Aside.call("awa-there", () -> askOthers(known));
        Aside.await(here.answer(), there);
        if (!here.answer().isDone() && Aside.result(there).isLive()) {
            shell().say("awa: the server of " + asking().dataDirectory(shell())
                    + " has not answered yet; it may hang, see the end of its log");
            return show(Aside.result(there));
        }
        try {
            return show(Aside.result(here.answer()));
        } catch (NoServerException | RemoteAwaException e) {
            requireAllowed(e);
            return show(e, Aside.result(there));
        }
    }

    /** The server here does not answer: what another node sees, or else what was last known here. */
    private int showOthers(RuntimeException why) throws InterruptedException {
        requireAllowed(why);
        KnownNodes known = known().orElseThrow(() -> why);
        return show(why, askOthers(known));
    }

    private static void requireAllowed(RuntimeException why) {
        if (why instanceof RemoteAwaException remote && remote.reason() == RemoteAwaException.Reason.NOT_ALLOWED) {
            throw why;
        }
    }

    private Optional<KnownNodes> known() {
        return asking().namesAddress() ? Optional.empty() : KnownNodes.read(asking().dataDirectory(shell()));
    }

    private int show(RuntimeException why, View view) {
        shell().say("awa: " + why.getMessage());
        return show(view);
    }

    private int show(View view) {
        shell().say("awa: " + view.source());
        if (view.isLive()) {
            return show(view.status());
        }
        print(() -> StatusJson.lastKnown(view.status()), () -> StatusTable.lastKnown(view.status(), wide, colours()));
        return Exit.STATUS_NOT_KNOWN;
    }

    private View askOthers(KnownNodes known) throws InterruptedException {
        var elsewhere = new Elsewhere(known);
        try {
            return elsewhere.ask(new ServersKeys(shell(), asking()).open(known));
        } catch (CommandFailed e) {
            return elsewhere.lastKnown(String.valueOf(e.getMessage()));
        }
    }

    private int show(ClusterStatus status) {
        print(() -> StatusJson.of(status), () -> StatusTable.lines(status, wide, colours()));
        return Health.of(status).exitCode();
    }

    private void print(Supplier<JsonObject> json, Supplier<List<String>> lines) {
        if (printing().json()) {
            shell().print(watch == null ? JsonText.pretty(json.get()) : JsonText.line(json.get()));
            return;
        }
        if (watch != null && shell().terminal().shows()) {
            shell().out().print(CLEAR_SCREEN);
        }
        shell().print(lines.get());
    }
}
