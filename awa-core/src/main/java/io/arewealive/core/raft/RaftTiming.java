package io.arewealive.core.raft;

import java.time.Duration;

/**
 * The engine's times and limits.
 *
 * @param heartbeat how often a leader speaks when it has nothing to say
 * @param electionMin the shortest silence of a leader after which a voter campaigns by itself
 * @param electionMax the longest
 * @param jitterMin after the failure detector lost the leader: the shortest wait before a pre-vote
 * @param jitterMax the longest
 * @param pullWait how long a pull waits for something new; a dead upstream is replaced after this and {@code heartbeat} twice
 * @param maxBatchBytes payload of one append, pull answer or snapshot chunk
 * @param maxInFlight appends on their way to one follower
 * @param maxUncommitted proposals accepted and not committed, beyond which more are refused as busy
 * @param maxSnapshotBytes the largest snapshot that is accepted
 * @param promoteWithin how many entries a node may be behind the log's end to be made a voter
 */
public record RaftTiming(
        Duration heartbeat,
        Duration electionMin,
        Duration electionMax,
        Duration jitterMin,
        Duration jitterMax,
        Duration pullWait,
        int maxBatchBytes,
        int maxInFlight,
        int maxUncommitted,
        int maxSnapshotBytes,
        int promoteWithin) {}
