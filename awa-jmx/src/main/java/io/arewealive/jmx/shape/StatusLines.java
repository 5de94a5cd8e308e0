package io.arewealive.jmx.shape;

import io.arewealive.status.ClusterStatus;
import io.arewealive.status.NodeStatus;
import io.arewealive.status.Problem;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/** The status as lines for people, in a monospaced font. */
public final class StatusLines {

    private StatusLines() {}

    /** A headline, the table of nodes, the problems, and who looked. Short lines, because consoles show little of a long one. */
    public static List<String> of(ClusterStatus status) {
        var lines = new ArrayList<String>();
        lines.add(headline(status));
        var table = new TextTable("Name", "Host", "Port", "Status", "Role", "Version", "Latency", "Since", "Reason");
        status.nodes().forEach(node -> table.row(cells(node)));
        lines.addAll(table.lines());
        lines.addAll(problems(status));
        lines.add("seen by " + status.viewer() + " at " + status.takenAt().truncatedTo(ChronoUnit.SECONDS)
                + ", table version " + status.version());
        return lines;
    }

    /** The problems, one line each. */
    public static List<String> problems(ClusterStatus status) {
        return status.problems().stream().map(StatusLines::line).toList();
    }

    private static String headline(ClusterStatus status) {
        var summary = status.summary();
        return status.cluster() + ": " + summary.online() + " of " + summary.total() + " online, "
                + (status.quorum() ? "quorum" : "NO QUORUM") + ", "
                + status.leader().map(name -> "leader " + name).orElse("no leader")
                + (status.synced() ? "" : ", NOT SYNCED");
    }

    private static String[] cells(NodeStatus node) {
        var latency = node.latencyMillis();
        return new String[] {
            node.name(),
            node.host(),
            Integer.toString(node.port()),
            node.state().title(),
            node.role().word(),
            version(node),
            latency.isPresent() ? tenths(latency.getAsDouble()) + " ms" : "-",
            node.since().truncatedTo(ChronoUnit.SECONDS).toString(),
            node.reason()
        };
    }

    /** With one digit behind the point; a thousand nodes have a thousand of these. */
    private static String tenths(double number) {
        long tenths = Math.round(number * 10);
        return tenths / 10 + "." + Math.abs(tenths % 10);
    }

    private static String version(NodeStatus node) {
        if (node.version().isEmpty()) {
            return "-";
        }
        long lag = node.lag().orElse(0);
        return node.version().getAsLong() + (lag > 0 ? " (-" + lag + ")" : "");
    }

    private static String line(Problem problem) {
        return problem.severity().word() + "  " + problem.subject() + ": " + problem.message()
                + (problem.remedy().isEmpty() ? "" : "; " + problem.remedy());
    }
}
