package io.arewealive.standalone.text;

import io.arewealive.standalone.text.Columns.Cell;
import io.arewealive.status.ClusterStatus;
import io.arewealive.status.NodeState;
import io.arewealive.status.NodeStatus;
import io.arewealive.status.Problem;
import io.arewealive.status.Severity;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.function.Predicate;

/** The status for people: a line about the cluster, the table of its nodes, what is wrong and what to do. */
public final class StatusTable {

    private static final double NOTABLE_OFFSET_MILLIS = 500;
    private static final String NOT_KNOWN = "-";

    private static final List<Column> COLUMNS = List.of(
            new Column("Name", any -> true, node -> Cell.of(node.name())),
            new Column("Host", any -> true, node -> Cell.of(node.host())),
            new Column("Port", any -> true, node -> Cell.of(Integer.toString(node.port()))),
            new Column("Status", any -> true, node -> new Cell(node.state().title(), ink(node.state()))),
            new Column("Role", any -> true, node -> Cell.of(node.role().word())),
            new Column("Version", any -> true, StatusTable::version),
            new Column("Latency", any -> false, node -> Cell.of(millis(node.latencyMillis(), "%.1f ms"))),
            new Column(
                    "Offset",
                    StatusTable::hasNotableOffset,
                    node -> Cell.of(millis(node.clockOffsetMillis(), "%+.1f ms"))),
            new Column("Since", any -> true, node -> Cell.of(time(node.since()))),
            new Column("Up", any -> false, StatusTable::uptime),
            new Column(
                    "Last seen",
                    any -> false,
                    node -> Cell.of(node.lastSeen().map(StatusTable::time).orElse(NOT_KNOWN))),
            new Column("Software", any -> false, node -> Cell.of(node.software().orElse(NOT_KNOWN))),
            new Column(
                    "Lifetime",
                    any -> false,
                    node -> Cell.of(node.lifetime().name().toLowerCase(Locale.ROOT))),
            new Column("Id", any -> false, node -> Cell.of(node.id().toString())),
            new Column("Maintenance", StatusTable::hasMaintenance, StatusTable::maintenance),
            new Column("Reason", StatusTable::hasReason, node -> Cell.of(node.reason())));

    private StatusTable() {}

    private record Column(String title, Predicate<ClusterStatus> useful, Function<NodeStatus, Cell> cell) {}

    /**
     * The whole answer, line by line.
     *
     * @param wide with every column, useful or not
     * @param colours with the colours of a terminal
     */
    public static List<String> lines(ClusterStatus status, boolean wide, boolean colours) {
        return lines(headline(status), status, wide, colours);
    }

    /** The same where nobody could be asked: a table from a file. It says nothing of the cluster's present state. */
    public static List<String> lastKnown(ClusterStatus status, boolean wide, boolean colours) {
        String headline = "Cluster " + status.cluster() + ": NOT KNOWN; version " + status.version()
                + " of the table, as " + status.viewer() + " had it at " + time(status.takenAt());
        return lines(headline, status, wide, colours);
    }

    private static List<String> lines(String headline, ClusterStatus status, boolean wide, boolean colours) {
        List<String> lines = new ArrayList<>();
        lines.add(headline);
        lines.addAll(table(status, wide, colours));
        for (Problem problem : status.problems()) {
            lines.add(ink(problem.severity()).write(problem.severity().word().toUpperCase(Locale.ROOT), colours) + " "
                    + Printable.of(problem.subject() + ": " + problem.message()));
            if (!problem.remedy().isEmpty()) {
                lines.add("  -> " + Printable.of(problem.remedy()));
            }
        }
        return lines;
    }

    private static List<String> table(ClusterStatus status, boolean wide, boolean colours) {
        List<Column> columns = COLUMNS.stream()
                .filter(column -> wide || column.useful().test(status))
                .toList();
        var table = new Columns(columns.stream().map(Column::title).toArray(String[]::new));
        for (NodeStatus node : status.nodes()) {
            table.row(columns.stream().map(column -> column.cell().apply(node)).toList());
        }
        return table.lines(colours);
    }

    private static String headline(ClusterStatus status) {
        var summary = status.summary();
        return "Cluster " + status.cluster() + ": " + summary.online() + " of " + summary.total() + " online, "
                + status.leader().map(name -> "leader " + name).orElse("no leader")
                + (status.quorum() ? "" : ", NO QUORUM")
                + (status.epoch() == 1 ? "" : ", epoch " + status.epoch())
                + ", version " + status.version() + (status.synced() ? "" : ", NOT SYNCED") + "; seen by "
                + status.viewer() + " at " + time(status.takenAt())
                + (status.security().equals("insecure") ? "; INSECURE" : "");
    }

    private static Cell version(NodeStatus node) {
        if (node.version().isEmpty()) {
            return Cell.of(NOT_KNOWN);
        }
        long lag = node.lag().orElse(0);
        String version = Long.toString(node.version().getAsLong());
        return lag > 0 ? new Cell(version + ", behind by " + lag, Ink.YELLOW) : Cell.of(version);
    }

    private static Cell uptime(NodeStatus node) {
        return Cell.of(
                node.uptimeSeconds().isPresent() ? age(node.uptimeSeconds().getAsLong()) : NOT_KNOWN);
    }

    private static String age(long seconds) {
        var duration = Duration.ofSeconds(seconds);
        if (seconds < 60) {
            return seconds + "s";
        }
        if (seconds < 3_600) {
            return duration.toMinutes() + "m " + duration.toSecondsPart() + "s";
        }
        return seconds < 86_400
                ? duration.toHours() + "h " + duration.toMinutesPart() + "m"
                : duration.toDays() + "d " + duration.toHoursPart() + "h";
    }

    private static boolean hasMaintenance(ClusterStatus status) {
        return status.nodes().stream().anyMatch(node -> node.maintenance().isPresent());
    }

    private static Cell maintenance(NodeStatus node) {
        return node.maintenance()
                .map(window -> Cell.of("until " + time(window.until())))
                .orElse(Cell.of(NOT_KNOWN));
    }

    private static boolean hasReason(ClusterStatus status) {
        return status.nodes().stream().anyMatch(node -> !node.reason().isEmpty());
    }

    private static boolean hasNotableOffset(ClusterStatus status) {
        return status.nodes().stream()
                .anyMatch(node -> Math.abs(node.clockOffsetMillis().orElse(0)) >= NOTABLE_OFFSET_MILLIS);
    }

    private static String millis(OptionalDouble value, String format) {
        return value.isPresent() ? String.format(Locale.ROOT, format, value.getAsDouble()) : NOT_KNOWN;
    }

    private static String time(Instant instant) {
        return instant.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    private static Ink ink(NodeState state) {
        return switch (state) {
            case ONLINE -> Ink.GREEN;
            case SUSPECT -> Ink.YELLOW;
            case OFFLINE -> Ink.RED;
            case LEFT, UNKNOWN -> Ink.DIM;
        };
    }

    private static Ink ink(Severity severity) {
        return switch (severity) {
            case INFO -> Ink.PLAIN;
            case WARNING -> Ink.YELLOW;
            case CRITICAL -> Ink.RED;
        };
    }
}
