package io.arewealive.core.machine;

import io.arewealive.core.step.Effect;
import io.arewealive.core.step.Message;
import io.arewealive.core.step.NodeFacts;
import io.arewealive.event.EventType;
import io.arewealive.node.NodeId;
import io.arewealive.status.Severity;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * Keeps voters out of decisions that came back with an older copy of their data directory: they have forgotten what they promised, and
 * would vote twice, or elect a leader that lacks what they acknowledged.
 *
 * <p>A voter that was started again is no voter to this node before it has said how far its log goes. If that is less than what it said
 * before that it had applied, or if it was started more often before than it knows, its memory is old: nothing that it says counts, and
 * it is told so. What is known of others is what this node heard itself and what the leaders put into the log: each start of a voter, and
 * how far it was when it was lost. Called from the loop only.
 */
final class OldCopies {

    /** Frames of a process that has just ended may still arrive behind those of the next one. */
    private static final long SURE_NANOS = Duration.ofSeconds(2).toNanos();

    private static final long REPEAT_NANOS = Duration.ofMillis(500).toNanos();

    private final Knowledge known;
    private final Asking asking;
    private final Map<NodeId, Seen> heard = new HashMap<>();
    private final Map<NodeId, Long> outdated = new HashMap<>();
    private final Map<NodeId, Long> behindSince = new HashMap<>();
    private final Map<NodeId, Long> repeatAt = new HashMap<>();

    OldCopies(Knowledge known, Asking asking) {
        this.known = known;
        this.asking = asking;
    }

    /** Another epoch has begun, with an empty log. */
    void startOver() {
        heard.clear();
        outdated.clear();
        behindSince.clear();
    }

    /** How far this node heard that another one had come. */
    Seen heard(NodeId node) {
        return heard.getOrDefault(node, Seen.NOTHING);
    }

    private Seen last(NodeId node) {
        return heard(node).and(known.state.seen(node));
    }

    private boolean isVoter(NodeId node) {
        return known.raft.membership().isVoter(node);
    }

    /** Whether what it tells the engine counts. */
    boolean mayVote(NodeId from, long incarnation) {
        if (!isVoter(from)) {
            return true;
        }
        long last = last(from).incarnation();
        if (incarnation < last) {
            behind(from, last, incarnation);
            return false;
        }
        boolean restarted = last > 0 && incarnation > last;
        if (restarted && isTime(from)) {
            asking.ask(from);
        }
        return !restarted;
    }

    /** A node says how it is. Returns whether it is what it was. */
    boolean heard(NodeId from, long incarnation, NodeFacts facts) {
        Seen last = last(from);
        if (incarnation < last.incarnation()) {
            if (isVoter(from)) {
                behind(from, last.incarnation(), incarnation);
            }
            return !isVoter(from);
        }
        boolean restarted = last.incarnation() > 0 && incarnation > last.incarnation();
        boolean isOld = outdated.getOrDefault(from, -1L) == incarnation || (restarted && facts.last() < last.applied());
        if (isOld && isVoter(from)) {
            outdated.put(from, incarnation);
            tell(
                    from,
                    "its log ends at index " + facts.last() + ", and it had applied " + last.applied()
                            + " before it was started again");
            return false;
        }
        behindSince.remove(from);
        heard.put(from, heard(from).and(new Seen(incarnation, facts.applied())));
        return true;
    }

    private void behind(NodeId from, long last, long incarnation) {
        long since = behindSince.computeIfAbsent(from, first -> known.now.nanos());
        if (known.now.nanos() - since > SURE_NANOS) {
            tell(from, "it was started " + last + " times, and knows of " + incarnation);
        }
    }

    private void tell(NodeId from, String how) {
        if (!isTime(from)) {
            return;
        }
        String name = known.nameOf(from);
        String message = "the data directory of " + name + " is an older copy: " + how
                + ". It has forgotten what it promised, so it may take no part. Start it with an empty data directory and --replace"
                + " (awa.node.replace=true); it then fetches everything from the others";
        known.local.happened(EventType.DEGRADED, Severity.CRITICAL, name, message, Map.of("problem", how));
        known.emit(new Effect.Send(from, new Message.Joined(known.state.clusterId(), Message.Welcome.OLD, message)));
    }

    private boolean isTime(NodeId node) {
        long now = known.now.nanos();
        Long next = repeatAt.get(node);
        if (next != null && next - now > 0) {
            return false;
        }
        repeatAt.put(node, now + REPEAT_NANOS);
        return true;
    }
}
