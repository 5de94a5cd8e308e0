package io.arewealive.maintenance;

import io.arewealive.node.CommandId;
import io.arewealive.node.EditOutcome;
import io.arewealive.node.NodeId;
import java.time.Duration;
import java.util.Optional;

/**
 * Begins and ends the maintenance of nodes, through the replicated log. A node in maintenance does not ring when it is lost, its
 * problems are shown as information, and as a permanent node that left it stays {@code left}. It ends by itself; who began it, when and
 * why is kept and shown. Any thread.
 */
public interface Maintenance {

    /** How long it takes if nothing else is said. */
    Duration DEFAULT_TIME = Duration.ofHours(2);

    /** The longest it can take. */
    Duration LONGEST_TIME = Duration.ofDays(30);

    /** The shortest it can take. */
    Duration SHORTEST_TIME = Duration.ofSeconds(1);

    /** The longest reason, in characters. */
    int MAX_REASON = 200;

    /**
     * Begins it, or begins it anew with another end.
     *
     * @param node which; empty: the whole cluster
     * @param time how long, from {@link #SHORTEST_TIME} to {@link #LONGEST_TIME}
     * @param reason why, at most {@link #MAX_REASON} characters; may be empty
     * @param timeout how long to wait for the outcome
     */
    EditOutcome begin(CommandId commandId, Optional<NodeId> node, Duration time, String reason, Duration timeout);

    /**
     * Ends it; one that is over already is no error.
     *
     * @param node which; empty: the cluster's and those of all nodes
     * @param timeout how long to wait for the outcome
     */
    EditOutcome end(CommandId commandId, Optional<NodeId> node, Duration timeout);

    /** The same, whose edits say that they are this author's; as {@link io.arewealive.node.NodeTable#by}. */
    Maintenance by(String author);

    /** Checks a time. */
    static Duration requireTime(Duration time) {
        if (time.compareTo(SHORTEST_TIME) < 0 || time.compareTo(LONGEST_TIME) > 0) {
            throw new IllegalArgumentException(
                    "a maintenance of " + time.toSeconds() + " s must lie between 1 s and 30 d");
        }
        return time;
    }

    /** Checks a reason. */
    static String requireReason(String reason) {
        if (reason.length() > MAX_REASON || reason.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException(
                    "a reason has at most " + MAX_REASON + " characters, all of them printable");
        }
        return reason;
    }
}
