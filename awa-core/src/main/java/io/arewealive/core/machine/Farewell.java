package io.arewealive.core.machine;

import io.arewealive.core.step.Effect;
import io.arewealive.core.step.Message;
import io.arewealive.node.NodeId;
import io.arewealive.status.NodeState;
import java.time.Duration;
import java.util.OptionalLong;

/**
 * A clean stop: a voter gives its seat back first, then everybody hears goodbye. Who does not vote tells the leader too and waits for a
 * beat, since it may be a voter already and not know it yet. Bounded: when time is up, or when there is nobody to give a seat to, the
 * node goes all the same. Called from the loop only.
 */
final class Farewell {

    private static final long REPEAT_NANOS = Duration.ofMillis(200).toNanos();

    private final Knowledge known;
    private final Duties duties;
    private final Quorum quorum;
    private long token;
    private long deadlineNanos;
    private long nextNanos;
    private OptionalLong toldNanos = OptionalLong.empty();
    private boolean active;
    private boolean done;

    Farewell(Knowledge known, Duties duties, Quorum quorum) {
        this.known = known;
        this.duties = duties;
        this.quorum = quorum;
    }

    void begin(long askToken, long timeoutNanos) {
        token = askToken;
        deadlineNanos = known.now.nanos() + timeoutNanos;
        nextNanos = known.now.nanos();
        active = true;
        known.leaving = true;
    }

    void tick() {
        if (!active || done) {
            return;
        }
        boolean seatFree = !known.raft.membership().isVoter(known.self()) && isHeardOut();
        boolean nobodyThere = known.liveness.in(NodeState.ONLINE).isEmpty() || !quorum.isReachable();
        if (!known.inCluster || seatFree || nobodyThere || deadlineNanos - known.now.nanos() <= 0) {
            done = true;
            known.emit(new Effect.Broadcast(new Message.Goodbye()));
            known.emit(new Effect.LeaveDone(token));
        } else if (nextNanos - known.now.nanos() <= 0) {
            nextNanos = known.now.nanos() + REPEAT_NANOS;
            if (known.isLeader()) {
                duties.leaving(known.self());
            } else {
                known.leader().ifPresent(this::tell);
            }
        }
    }

    private void tell(NodeId leader) {
        known.send(leader, new Message.Leaving());
        if (toldNanos.isEmpty()) {
            toldNanos = OptionalLong.of(known.now.nanos());
        }
    }

    /** Whether a leader that makes this node a voter has had the time to say so. */
    private boolean isHeardOut() {
        long enough = Math.max(REPEAT_NANOS, known.timing.beat().toNanos());
        return known.leader().isEmpty()
                || (toldNanos.isPresent() && known.now.nanos() - toldNanos.getAsLong() >= enough);
    }

    long deadlineNanos() {
        return active && !done ? Math.min(nextNanos, deadlineNanos) : Long.MAX_VALUE;
    }
}
