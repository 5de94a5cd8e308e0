package io.arewealive.core.machine;

import io.arewealive.core.step.Effect;
import io.arewealive.core.step.Message;
import io.arewealive.status.NodeState;
import java.time.Duration;

/**
 * A clean stop: a voter gives its seat back first, then everybody hears goodbye. Bounded: when time is up, or when there is nobody to
 * give it to, the node goes all the same. Called from the loop only.
 */
final class Farewell {

    private static final long REPEAT_NANOS = Duration.ofMillis(200).toNanos();

    private final Knowledge known;
    private final Duties duties;
    private final Quorum quorum;
    private long token;
    private long deadlineNanos;
    private long nextNanos;
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
        boolean seatFree = !known.inCluster || !known.raft.membership().isVoter(known.self());
        boolean nobodyThere = known.liveness.in(NodeState.ONLINE).isEmpty() || !quorum.isReachable();
        if (seatFree || nobodyThere || deadlineNanos - known.now.nanos() <= 0) {
            done = true;
            known.emit(new Effect.Broadcast(new Message.Goodbye()));
            known.emit(new Effect.LeaveDone(token));
        } else if (nextNanos - known.now.nanos() <= 0) {
            nextNanos = known.now.nanos() + REPEAT_NANOS;
            if (known.isLeader()) {
                duties.leaving(known.self());
            } else {
                known.leader().ifPresent(leader -> known.send(leader, new Message.Leaving()));
            }
        }
    }

    long deadlineNanos() {
        return active && !done ? Math.min(nextNanos, deadlineNanos) : Long.MAX_VALUE;
    }
}
