package io.arewealive.standalone.elsewhere;

import io.arewealive.status.ClusterStatus;
import io.arewealive.status.Problem;
import io.arewealive.status.Severity;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The picture of another node, with a line that says that it is one. */
final class Marked {

    private Marked() {}

    /**
     * Marks it.
     *
     * @param self the node that should have been asked
     * @param source the node that was
     */
    static ClusterStatus of(ClusterStatus seen, String self, String source) {
        boolean maintained = seen.nodes().stream()
                .anyMatch(node -> node.name().equals(self) && node.maintenance().isPresent());
        List<Problem> problems = new ArrayList<>();
        problems.add(
                new Problem(
                        maintained ? Severity.INFO : Severity.WARNING,
                        self,
                        "the server here does not answer; this is what " + source + " sees",
                        "look at the end of its log, and whether its process hangs; if it has ended start it with: awa server"));
        problems.addAll(seen.problems());
        problems.sort(Comparator.comparing(Problem::severity).reversed()); // stable: ours is the first of its kind
        return new ClusterStatus(
                seen.cluster(),
                seen.takenAt(),
                seen.viewer(),
                seen.viewerId(),
                seen.version(),
                seen.hash(),
                seen.synced(),
                seen.quorum(),
                seen.leader(),
                seen.term(),
                seen.epoch(),
                seen.voters(),
                seen.security(),
                seen.nodes(),
                problems);
    }
}
