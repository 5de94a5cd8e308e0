package io.arewealive.standalone.text;

import io.arewealive.standalone.history.History;
import io.arewealive.standalone.history.NodeHistory;
import io.arewealive.standalone.history.Outage;
import io.arewealive.standalone.history.Span;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A history for people: how available each node was, then each outage. */
public final class HistoryTable {

    private HistoryTable() {}

    /** The whole answer, line by line. */
    public static List<String> lines(History history, boolean colours) {
        List<String> lines = new ArrayList<>();
        boolean all = !history.known().isAfter(history.asked());
        lines.add("From " + time(history.known()) + " to " + time(history.until())
                + (all ? "" : "; nothing is known from before"));
        lines.addAll(nodes(history).lines(colours));
        boolean any = history.nodes().stream().anyMatch(node -> !node.outages().isEmpty());
        if (any || !history.unwatched().isEmpty()) {
            lines.add("");
            lines.addAll(outages(history).lines(colours));
        }
        return lines;
    }

    private static Columns nodes(History history) {
        var table = new Columns("Name", "Availability", "Outages", "Down", "Unknown", "Since");
        for (NodeHistory node : history.nodes()) {
            table.row(
                    node.name(),
                    node.availability().isPresent()
                            ? percent(node.availability().getAsDouble())
                            : "-",
                    Integer.toString(node.outages().size()),
                    length(node.down()),
                    length(node.unknown()),
                    time(node.since()));
        }
        return table;
    }

    private static Columns outages(History history) {
        var table = new Columns("Node", "From", "To", "Duration", "Reason");
        for (NodeHistory node : history.nodes()) {
            for (Outage outage : node.outages()) {
                table.row(
                        node.name(),
                        time(outage.span().from()),
                        outage.over() ? time(outage.span().to()) : "now",
                        length(outage.span().length()),
                        Printable.of(outage.reason()));
            }
        }
        for (Span span : history.unwatched()) {
            table.row("(all)", time(span.from()), time(span.to()), length(span.length()), "unknown: no leader");
        }
        return table;
    }

    /** Never rounded up to 100: that would deny an outage. */
    private static String percent(double percent) {
        return String.format(Locale.ROOT, "%.3f %%", Math.floor(percent * 1_000) / 1_000);
    }

    static String length(Duration length) {
        long seconds = length.toSeconds();
        if (seconds < 10) {
            return String.format(Locale.ROOT, "%d.%ds", seconds, length.toMillisPart() / 100);
        }
        if (seconds < 60) {
            return seconds + "s";
        }
        if (seconds < 3_600) {
            return length.toMinutes() + "m " + length.toSecondsPart() + "s";
        }
        return seconds < 86_400
                ? length.toHours() + "h " + length.toMinutesPart() + "m"
                : length.toDays() + "d " + length.toHoursPart() + "h";
    }

    private static String time(Instant instant) {
        return instant.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
