package io.arewealive.log;

import io.arewealive.node.NodeId;
import io.arewealive.node.Votes;
import io.arewealive.status.NodeState;
import io.arewealive.status.Role;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A node of the table and its part in the replicated log.
 *
 * @param id of the node
 * @param name of the node
 * @param role its part now: leader, voter, witness, observer or none
 * @param state whether it is alive, in the eyes of the node that was asked
 * @param votes whether it may become a voter, and who said so
 * @param witness whether it votes at most, and only where a full node is missing
 * @param match the index up to which it has the log: on its disk as the leader counts it, if the leader was asked, else what the node
 *     said last that it has applied; empty if it is not known
 * @param lag how many entries it is behind the end of the log (leader) or behind what is committed (others); empty if it is not known
 * @param lastContact when it was last heard; empty if never
 */
public record LogMember(
        NodeId id,
        String name,
        Role role,
        NodeState state,
        Votes votes,
        boolean witness,
        OptionalLong match,
        OptionalLong lag,
        Optional<Instant> lastContact) {

    /** Whether its vote counts now. */
    public boolean isVoter() {
        return role == Role.LEADER || role == Role.VOTER || role == Role.WITNESS;
    }
}
