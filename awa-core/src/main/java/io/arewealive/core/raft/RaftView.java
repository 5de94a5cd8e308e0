package io.arewealive.core.raft;

import io.arewealive.node.NodeId;
import java.util.Map;
import java.util.Optional;

/**
 * The engine's state for those who look on; immutable.
 *
 * @param role what this node does
 * @param term its term
 * @param leader the leader it knows in that term
 * @param commit the highest committed index it knows
 * @param applied the highest index given out for applying
 * @param lastIndex the end of its log
 * @param firstIndex the first entry still in memory
 * @param membership the voters in effect
 * @param quorum leader: a majority answered within the last election timeout; others: such a leader was heard within it
 * @param matched leader only: how far each voter and each pulling observer is known to have the log on disk
 */
public record RaftView(
        RaftRole role,
        long term,
        Optional<NodeId> leader,
        long commit,
        long applied,
        long lastIndex,
        long firstIndex,
        Membership membership,
        boolean quorum,
        Map<NodeId, Long> matched) {

    /** Copies the map. */
    public RaftView {
        matched = Map.copyOf(matched);
    }
}
