package io.arewealive.core.machine;

import io.arewealive.core.liveness.Transition;
import io.arewealive.core.step.Message;
import io.arewealive.core.step.MessageCodec;
import io.arewealive.core.step.NodeFacts;
import io.arewealive.node.NodeId;
import io.arewealive.status.NodeState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Asks other nodes how they are: all at once for somebody who wants the status, one at a time where the failure detector doubts,
 * and everybody every two seconds, up to 16 of them in turn, so that latency and clock offset are always there. Called from the loop only.
 */
final class Asking {

    private static final long PROBE_NANOS = Duration.ofSeconds(2).toNanos();
    private static final long LOOK_AGAIN_NANOS = Duration.ofMillis(20).toNanos();
    private static final int PROBES = 16;
    private static final long PATIENCE_NANOS = Duration.ofMillis(500).toNanos();
    private static final long FORGET_NANOS = Duration.ofMinutes(1).toNanos();

    private final Knowledge known;
    private final Map<Long, Question> questions = new HashMap<>();
    private final List<Round> rounds = new ArrayList<>();
    private long lastQuestion;
    private long nextProbeNanos;
    private int nextProbed;

    private record Question(NodeId to, long sentNanos) {}

    /** A question to all; it may last a little longer than asked for where this node itself was not there to listen. */
    private record Round(long token, long beginNanos, long deadlineNanos, long lateBefore, Set<NodeId> open) {

        boolean hasListened(long nowNanos, long lateNanos) {
            return (lateNanos - lateBefore) * 2 < nowNanos - beginNanos;
        }
    }

    Asking(Knowledge known) {
        this.known = known;
        this.nextProbeNanos = known.now.nanos();
    }

    /** Somebody wants the status of all. */
    void askAll(long token, long timeoutNanos) {
        Set<NodeId> open = new HashSet<>();
        known.liveness.peers().forEach(peer -> {
            ask(peer.id());
            if (isExpected(peer.state())) {
                open.add(peer.id());
            }
        });
        long now = known.now.nanos();
        rounds.add(new Round(token, now, now + timeoutNanos, known.lateSoFarNanos(), open));
    }

    /** Asks one node. */
    void ask(NodeId node) {
        long question = ++lastQuestion;
        questions.put(question, new Question(node, known.now.nanos()));
        known.send(node, new Message.Ask(question));
    }

    /** A node answered. */
    void answered(NodeId from, Message.Answer answer) {
        Question question = questions.get(answer.question());
        if (question == null || !question.to().equals(from)) {
            return;
        }
        questions.remove(answer.question());
        double latency = (known.now.nanos() - question.sentNanos()) / 1e6;
        double offset = answer.facts().wallMillis() - (known.now.wallMillis() - latency / 2);
        known.reach.put(from, new Knowledge.Reach(latency, Math.abs(offset) <= latency / 2 + 1 ? 0 : offset));
        rounds.forEach(round -> round.open().remove(from));
    }

    /** The rounds that are complete or out of time; they are over. */
    List<Long> finished(Consumer<Transition> transitions) {
        List<Long> done = new ArrayList<>();
        rounds.removeIf(round -> {
            round.open()
                    .removeIf(id -> known.liveness
                            .peer(id)
                            .filter(peer -> isExpected(peer.state()))
                            .isEmpty());
            return isOver(round, transitions) && done.add(round.token());
        });
        return done;
    }

    private boolean isOver(Round round, Consumer<Transition> transitions) {
        long now = known.now.nanos();
        if (round.open().isEmpty()) {
            return true;
        }
        if (round.deadlineNanos() - now > 0) {
            return false;
        }
        if (round.hasListened(now, known.lateSoFarNanos())) {
            judgeSilent(round, transitions);
            return true;
        }
        return round.deadlineNanos() + PATIENCE_NANOS - now <= 0;
    }

    /** Who was asked directly and said nothing for longer than suspicion and confirmation take is unreachable. */
    private void judgeSilent(Round round, Consumer<Transition> transitions) {
        long lasted = known.now.nanos() - round.beginNanos();
        if (lasted >= known.timing.suspect().plus(known.timing.confirm()).toNanos()) {
            round.open().forEach(id -> known.liveness.unanswered(id, known.now).ifPresent(transitions));
        }
    }

    void tick() {
        if (nextProbeNanos - known.now.nanos() > 0) {
            return;
        }
        nextProbeNanos = known.now.nanos() + PROBE_NANOS;
        questions.values().removeIf(question -> known.now.nanos() - question.sentNanos() > FORGET_NANOS);
        List<NodeId> online = List.copyOf(known.liveness.in(NodeState.ONLINE));
        int most = Math.min(online.size(), PROBES);
        for (int i = 0; i < most; i++) {
            ask(online.get((nextProbed + i) % online.size()));
        }
        nextProbed = online.isEmpty() ? 0 : (nextProbed + most) % online.size();
    }

    long deadlineNanos() {
        return rounds.stream().mapToLong(this::nextLook).reduce(Long.MAX_VALUE, Math::min);
    }

    /** When others are to be asked again without a reason. */
    long nextProbeNanos() {
        return nextProbeNanos;
    }

    private long nextLook(Round round) {
        boolean overdue = round.deadlineNanos() - known.now.nanos() <= 0;
        return overdue ? known.now.nanos() + LOOK_AGAIN_NANOS : round.deadlineNanos();
    }

    /** What this node says of itself. */
    NodeFacts ownFacts() {
        var table = known.state.table();
        return new NodeFacts(
                table.version(),
                table.view().hash(),
                known.raft.applied(),
                known.raft.lastIndex(),
                known.raft.term(),
                Roles.of(known, known.self()),
                known.isSynced(),
                known.disk,
                (known.now.nanos() - known.startedNanos) / 1_000_000,
                known.pauseNanos() / 1_000_000,
                known.setup.software(),
                MessageCodec.PROTOCOL,
                known.now.wallMillis());
    }

    private static boolean isExpected(NodeState state) {
        return state == NodeState.ONLINE || state == NodeState.SUSPECT;
    }
}
