package io.arewealive.standalone.doctor;

import io.arewealive.status.ClusterStatus;
import io.arewealive.status.NodeStatus;
import io.arewealive.status.Problem;
import io.arewealive.status.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What the running server says, and how the clocks of the others differ from its own. */
final class InCluster {

    private static final String SUBJECT = "cluster";
    private static final double NOTABLE_MILLIS = 500;

    private InCluster() {}

    static List<Finding> look(Patient patient) {
        return patient.status()
                .map(InCluster::look)
                .orElseGet(() -> List.of(Finding.warn(
                        SUBJECT,
                        "no server runs on " + patient.data() + ": nothing is known of the others and of their clocks",
                        "start it with: awa server")));
    }

    private static List<Finding> look(ClusterStatus status) {
        List<Finding> found = new ArrayList<>();
        found.add(Finding.ok(
                SUBJECT,
                "the server " + status.viewer() + " runs: "
                        + status.summary().online() + " of " + status.summary().total() + " online, connections: "
                        + status.security()));
        status.problems().stream()
                .filter(problem -> problem.severity() != Severity.INFO)
                .map(InCluster::of)
                .forEach(found::add);
        status.nodes().stream()
                .filter(node ->
                        node.clockOffsetMillis().isPresent() && !node.id().equals(status.viewerId()))
                .map(InCluster::clock)
                .forEach(found::add);
        return found;
    }

    private static Finding of(Problem problem) {
        String said = problem.subject() + ": " + problem.message();
        return problem.severity() == Severity.CRITICAL
                ? Finding.fail(SUBJECT, said, problem.remedy())
                : Finding.warn(SUBJECT, said, problem.remedy());
    }

    private static Finding clock(NodeStatus node) {
        double offset = node.clockOffsetMillis().orElse(0);
        String said = String.format(Locale.ROOT, "the clock of %s differs by %+.0f ms", node.name(), offset);
        return Math.abs(offset) < NOTABLE_MILLIS
                ? Finding.ok("clock", said)
                : Finding.warn("clock", said, "let both machines follow a time server");
    }
}
