package io.arewealive.status;

import io.arewealive.node.ChangeHash;
import io.arewealive.node.NodeId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The whole picture as one viewer knows it at one moment; immutable. It is there with and without a majority, and says which.
 *
 * @param cluster the cluster's name
 * @param takenAt when the picture was taken, by the viewer's clock
 * @param viewer the name of the node that looked
 * @param viewerId its id
 * @param version the version of the viewer's node table
 * @param hash the hash of the viewer's change list
 * @param synced whether the viewer has, since its start, caught up with a live leader and still follows one
 * @param quorum whether the viewer knows a leader that a majority of the voters follows
 * @param leader the name of the leader, if one is known
 * @param term the term of the replicated log
 * @param epoch 1, and one more each time a survivor was let go on without the majority ({@code awa recover --force})
 * @param voters the names of the voters
 * @param security {@code loopback}, {@code tls} or {@code insecure}
 * @param nodes every row of the table, in the order of names
 * @param problems what is wrong and what to do, worst first
 */
public record ClusterStatus(
        String cluster,
        Instant takenAt,
        String viewer,
        NodeId viewerId,
        long version,
        ChangeHash hash,
        boolean synced,
        boolean quorum,
        Optional<String> leader,
        long term,
        long epoch,
        List<String> voters,
        String security,
        List<NodeStatus> nodes,
        List<Problem> problems) {

    /** Copies the lists. */
    public ClusterStatus {
        voters = List.copyOf(voters);
        nodes = List.copyOf(nodes);
        problems = List.copyOf(problems);
    }

    /** How many nodes are in which state. */
    public Summary summary() {
        return Summary.of(nodes);
    }

    /** The worst severity among the problems; {@link Severity#INFO} if there is none. */
    public Severity severity() {
        return problems.stream().map(Problem::severity).reduce(Severity.INFO, (a, b) -> a.compareTo(b) >= 0 ? a : b);
    }
}
