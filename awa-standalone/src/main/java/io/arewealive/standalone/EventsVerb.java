package io.arewealive.standalone;

import io.arewealive.event.Event;
import io.arewealive.event.EventStream;
import io.arewealive.standalone.control.Server;
import io.arewealive.standalone.text.JsonText;
import io.arewealive.standalone.text.Printable;
import io.arewealive.standalone.text.RecordJson;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Prints what happened. */
@Command(name = "events", description = "Show what happened, by number.")
final class EventsVerb extends ServerCommand {

    private static final int BATCH = 1_000;
    private static final long POLL_MILLIS = 300;

    @Option(names = "--since", paramLabel = "N", description = "Only those after number N.")
    private long since;

    @Option(names = "--local", description = "What this node saw, instead of what the cluster agreed on.")
    private boolean local;

    @Option(names = "--follow", description = "Go on until interrupted.")
    private boolean follow;

    EventsVerb(Shell shell) {
        super(shell);
    }

    @Override
    void check() {
        if (since < 0) {
            throw wrong("--since: " + since + " must be a number from 0 on");
        }
    }

    @Override
    int ask(Server server) throws InterruptedException {
        EventStream stream = local ? EventStream.LOCAL : EventStream.CLUSTER;
        long number = since;
        do {
            List<Event> events = server.events().since(stream, number, BATCH);
            shell().print(events.stream().map(this::line).toList());
            if (!events.isEmpty()) {
                number = Math.max(number + 1, events.get(events.size() - 1).number());
            } else if (follow) {
                Thread.sleep(POLL_MILLIS);
            } else {
                return Exit.DONE;
            }
        } while (shell().isRead());
        return Exit.DONE;
    }

    private String line(Event event) {
        if (printing().json()) {
            return JsonText.line(RecordJson.event(event));
        }
        return Printable.of(String.format(
                Locale.ROOT,
                "%d %s %-8s %s %s: %s",
                event.number(),
                event.time().truncatedTo(ChronoUnit.MILLIS),
                event.severity().word(),
                event.type().id(),
                event.subject(),
                event.message()));
    }
}
