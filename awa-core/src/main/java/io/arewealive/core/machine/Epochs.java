package io.arewealive.core.machine;

import io.arewealive.core.raft.Epoch;
import io.arewealive.core.step.Effect;
import io.arewealive.core.step.Input;
import io.arewealive.event.EventType;
import io.arewealive.node.NodeId;
import io.arewealive.status.Problem;
import io.arewealive.status.Severity;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Keeps logs of different epochs apart. What was said in another epoch than this node's is a sign of life of its sender and nothing
 * else. A later epoch overtakes this node at once: it decides nothing more in the former one, sets its log aside and begins again
 * with an empty one, like a node that is new. Called from the loop only.
 */
final class Epochs {

    private static final long SHOWN_NANOS = Duration.ofMinutes(1).toNanos();

    private final Knowledge known;
    private final Map<NodeId, Long> rivals = new TreeMap<>();

    Epochs(Knowledge known) {
        this.known = known;
    }

    /** Whether it was said in this node's epoch. */
    boolean isPresent(Input.Received in) {
        Epoch theirs = in.message().epoch();
        if (theirs.isRivalOf(known.epoch) && rivals.put(in.from(), known.now.nanos()) == null) {
            known.emit(new Effect.Note(Severity.CRITICAL, rivalry(in.from())));
            known.changedNow();
        }
        return theirs.equals(known.epoch);
    }

    /** Whether it was said in a later epoch. */
    boolean isOvertaken(Input.Received in) {
        return in.message().epoch().isAfter(known.epoch);
    }

    /** Everything of the former epoch is forgotten; whoever shares what is known begins again too. */
    void begin(Epoch next) {
        String former = Long.toString(known.epoch.number());
        known.local.happened(
                EventType.DEGRADED,
                Severity.WARNING,
                known.setup.self().name(),
                "epoch " + next.number() + " of the cluster began without this node: its log of epoch " + former
                        + " is set aside, and everything is fetched anew",
                Map.of("epoch", Long.toString(next.number()), "former", former));
        known.beginEpoch(next);
        rivals.clear();
        known.emit(new Effect.NewEpoch(next));
    }

    void problems(List<Problem> found) {
        rivals.values().removeIf(heard -> known.now.nanos() - heard > SHOWN_NANOS);
        rivals.keySet()
                .forEach(node -> found.add(new Problem(
                        Severity.CRITICAL,
                        known.nameOf(node),
                        rivalry(node),
                        "stop the one that shall count, run awa recover --force there once more, and start it: the other one then"
                                + " fetches everything from it")));
    }

    private String rivalry(NodeId node) {
        return known.nameOf(node) + " and this node were both let go on alone, as epoch " + known.epoch.number()
                + ": each has edits that the other one has not";
    }
}
