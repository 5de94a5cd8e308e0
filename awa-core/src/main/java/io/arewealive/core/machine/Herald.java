package io.arewealive.core.machine;

import io.arewealive.event.EventType;
import io.arewealive.node.NodeId;
import io.arewealive.status.Severity;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Tells of the two things that everybody wants to know of the log: who leads, and whether there is a majority. Called from the loop only. */
final class Herald {

    private static final long QUORUM_HOLD_NANOS = Duration.ofSeconds(2).toNanos();

    private final Knowledge known;
    private final Quorum quorum;
    private boolean quorumTold;
    private boolean quorumRings;
    private long lateBefore;
    private long quorumMissedSince;
    private Optional<NodeId> leaderTold = Optional.empty();

    Herald(Knowledge known, Quorum quorum) {
        this.known = known;
        this.quorum = quorum;
        this.quorumMissedSince = known.now.nanos();
    }

    /** Says who leads, once its name is known here. */
    void watchLeader() {
        Optional<NodeId> leader = known.raft.leader();
        boolean nameless = leader.filter(id ->
                        !id.equals(known.self()) && known.state.table().find(id).isEmpty())
                .isPresent();
        if (leader.equals(leaderTold) || nameless) {
            return;
        }
        leaderTold = leader;
        String term = Long.toString(known.raft.term());
        known.local.happened(
                EventType.LEADER,
                Severity.INFO,
                "cluster",
                leader.map(id -> known.nameOf(id) + " leads in term " + term)
                        .orElse("no leader is known in term " + term),
                Map.of("leader", leader.map(known::nameOf).orElse(""), "term", term));
    }

    /**
     * Says when the majority is lost or there again. A change of leaders is no loss: it counts only if no majority can be reached, or
     * if it lasts. It rings when it is lost for as long as the loss of a node is held back.
     */
    void watchQuorum() {
        if (quorum.isThere()) {
            quorumMissedSince = known.now.nanos();
            lateBefore = known.lateSoFarNanos();
            quorumRings = false;
            if (!quorumTold) {
                tellQuorum(true, Severity.INFO);
            }
            return;
        }
        long ownPause = known.lateSoFarNanos() - lateBefore;
        long missed = known.now.nanos() - quorumMissedSince - ownPause;
        if (quorumTold && (missed > QUORUM_HOLD_NANOS || !quorum.isReachable())) {
            tellQuorum(false, Severity.INFO);
            quorumRings = true;
        }
        boolean quiet = known.state
                .judging()
                .maintenances()
                .ofCluster(known.now.wallMillis())
                .isPresent();
        if (quorumRings && !quiet && missed >= Ringing.hold(known.state).toNanos()) {
            tellQuorum(false, Severity.CRITICAL);
            quorumRings = false;
        }
    }

    private void tellQuorum(boolean there, Severity severity) {
        quorumTold = there;
        known.local.happened(
                EventType.QUORUM,
                severity,
                "cluster",
                there ? "there is a majority" : quorum.explain(),
                Map.of("quorum", Boolean.toString(there), "term", Long.toString(known.raft.term())));
        known.changedNow();
    }
}
