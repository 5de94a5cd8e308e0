package io.arewealive.standalone.elsewhere;

import io.arewealive.core.log.KnownNodes;
import io.arewealive.node.ChangeHash;
import io.arewealive.node.NodeId;
import io.arewealive.status.ClusterStatus;
import io.arewealive.status.NodeStatus;
import io.arewealive.status.Problem;
import io.arewealive.status.Severity;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The table as a data directory has it. Who is alive is unknown, since the time of that table. */
final class LastKnown {

    private static final NodeId NOBODY = new NodeId(new UUID(0, 0));

    private LastKnown() {}

    /**
     * The table.
     *
     * @param others why there is nothing better
     * @param reasons what is known of nodes, by name
     */
    static ClusterStatus of(KnownNodes known, String others, Map<String, String> reasons) {
        NodeId self = known.nodes().stream()
                .filter(row -> row.name().equals(known.self()))
                .map(KnownNodes.Row::id)
                .findFirst()
                .orElse(NOBODY);
        return new ClusterStatus(
                known.cluster(),
                known.at(),
                known.self(),
                self,
                known.version(),
                ChangeHash.EMPTY,
                false,
                false,
                Optional.empty(),
                0,
                0,
                List.of(),
                "unknown",
                known.nodes().stream().map(row -> unknown(row, known, reasons)).toList(),
                List.of(new Problem(
                        Severity.CRITICAL,
                        "cluster",
                        "the server here does not answer, and " + others + "; this is the table that " + known.self()
                                + " had at " + known.at() + ", and who is alive is not known",
                        "start the server here with: awa server; ask on another host with: awa status")));
    }

    private static NodeStatus unknown(KnownNodes.Row row, KnownNodes known, Map<String, String> reasons) {
        String reason = row.name().equals(known.self())
                ? "the server here does not answer"
                : reasons.getOrDefault(row.name(), "not asked");
        return NodeStatus.unknown(row.id(), row.name(), row.host(), row.port(), row.lifetime(), known.at(), reason);
    }
}
