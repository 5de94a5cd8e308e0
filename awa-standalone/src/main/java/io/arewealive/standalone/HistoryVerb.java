package io.arewealive.standalone;

import io.arewealive.event.Event;
import io.arewealive.event.EventStream;
import io.arewealive.event.EventType;
import io.arewealive.event.Events;
import io.arewealive.standalone.control.Server;
import io.arewealive.standalone.history.History;
import io.arewealive.standalone.text.HistoryJson;
import io.arewealive.standalone.text.HistoryTable;
import io.arewealive.standalone.text.JsonText;
import io.arewealive.status.ClusterStatus;
import io.arewealive.status.NodeStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Prints outages and availability, out of the cluster's events. */
@Command(name = "history", description = "Show outages and the availability of nodes.")
final class HistoryVerb extends ServerCommand {

    private static final int PAGE = 5_000;
    private static final int RECENT = 1_000;

    @Parameters(arity = "0..1", paramLabel = "NODE", description = "Name or id of a node; without it all.")
    private @Nullable String node;

    @Option(
            names = "--since",
            paramLabel = "TIME",
            converter = Times.class,
            description = "How far back: 90s, 30m, 2h, 30d (the default).")
    private Duration since = Duration.ofDays(30);

    HistoryVerb(Shell shell) {
        super(shell);
    }

    @Override
    int ask(Server server) {
        ClusterStatus status = server.status();
        List<NodeStatus> nodes = status.nodes().stream()
                .filter(each -> node == null
                        || each.name().equals(node)
                        || each.id().toString().equals(node))
                .toList();
        if (node != null && nodes.isEmpty()) {
            throw new CommandFailed(
                    Exit.FAILED, "no node has the name or id \"" + node + "\"; awa node list shows all");
        }
        Instant asked = status.takenAt().minus(since);
        List<Event> events = since(server.events(), asked);
        var history = History.of(asked, status.takenAt(), events, nodes, blindSince(server, status, events));
        if (printing().json()) {
            shell().print(JsonText.pretty(HistoryJson.of(history)));
        } else {
            shell().print(HistoryTable.lines(history, colours()));
        }
        return Exit.DONE;
    }

    /** The events from a time on, and the last one before it if there is one. */
    private static List<Event> since(Events events, Instant asked) {
        long low = 0;
        long high = events.last(EventStream.CLUSTER);
        while (low < high) {
            long middle = (low + high) >>> 1;
            List<Event> next = events.since(EventStream.CLUSTER, middle, 1);
            boolean before = !next.isEmpty() && next.get(next.size() - 1).time().isBefore(asked);
            low = before ? middle + 1 : low;
            high = before ? high : middle;
        }
        List<Event> found = new ArrayList<>();
        long number = Math.max(0, low - 1);
        List<Event> page;
        do {
            page = events.since(EventStream.CLUSTER, number, PAGE);
            found.addAll(page);
            number = page.isEmpty() ? number : page.get(page.size() - 1).number();
        } while (page.size() >= PAGE);
        return found;
    }

    /** Since when there is no leader; if this server does not know any more, since the cluster's last word. */
    private static Optional<Instant> blindSince(Server server, ClusterStatus status, List<Event> events) {
        if (status.quorum()) {
            return Optional.empty();
        }
        long last = server.events().last(EventStream.LOCAL);
        List<Event> recent = server.events().since(EventStream.LOCAL, Math.max(0, last - RECENT), RECENT);
        Optional<Instant> lost = Optional.empty();
        for (Event event : recent) {
            if (event.type() == EventType.QUORUM) {
                boolean there = "true".equals(event.details().get("quorum"));
                lost = there ? Optional.empty() : lost.or(() -> Optional.of(event.time()));
            }
        }
        return lost.or(() -> events.stream().map(Event::time).reduce((a, b) -> b))
                .or(() -> Optional.of(Instant.EPOCH));
    }
}
