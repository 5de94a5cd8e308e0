package io.arewealive.core.raft;

import io.arewealive.node.NodeId;
import java.util.Optional;

/**
 * What a voter must never forget.
 *
 * @param term the highest term it has seen
 * @param vote whom it voted for in that term
 */
public record HardState(long term, Optional<NodeId> vote) {

    /** Before the first term. */
    public static final HardState INITIAL = new HardState(0, Optional.empty());
}
