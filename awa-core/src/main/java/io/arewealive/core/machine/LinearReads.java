package io.arewealive.core.machine;

import io.arewealive.core.kv.KvState;
import io.arewealive.core.raft.RaftEffect;
import io.arewealive.core.raft.RaftInput;
import io.arewealive.core.step.Captured;
import io.arewealive.core.step.Effect;
import io.arewealive.core.step.Input;
import io.arewealive.core.step.Message;
import io.arewealive.kv.Consistency;
import io.arewealive.kv.Reading;
import io.arewealive.node.NodeId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Reads that see everything acknowledged before they began. The leader says up to where the log has to be applied for that, after a
 * majority has confirmed that it still leads; then this node answers from its own copy. All reads that come within a step share one
 * question. Without a majority they fail, when their time is up at the latest. Called from the loop only.
 */
final class LinearReads {

    /** How many reads may be on their way from this node. */
    static final int MOST = 50_000;

    /** The numbers of reads among those of all that the engine is asked for. */
    private static final long FIRST_TOKEN = 1L << 62;

    private static final long ANSWER_NANOS = Duration.ofSeconds(1).toNanos();
    private static final long RETRY_NANOS = Duration.ofMillis(30).toNanos();
    private static final long HOPELESS_NANOS = Duration.ofMillis(500).toNanos();

    private record Waiting(long token, Input question, long sinceNanos, long deadlineNanos) {}

    private record Asked(List<Waiting> reads, long sentNanos) {}

    private record Ready(List<Waiting> reads, long index) {}

    private record Foreign(NodeId from, long question) {}

    private final Knowledge known;
    private final Quorum quorum;
    private List<Waiting> waiting = new ArrayList<>();
    private final Map<Long, Asked> asked = new LinkedHashMap<>();
    private final List<Ready> ready = new ArrayList<>();
    private final Map<Long, Foreign> foreign = new LinkedHashMap<>();
    private long lastToken = FIRST_TOKEN;
    private int size;
    private long retryAtNanos = Long.MAX_VALUE;
    private long firstDeadlineNanos = Long.MAX_VALUE;

    LinearReads(Knowledge known, Quorum quorum) {
        this.known = known;
        this.quorum = quorum;
    }

    /** Somebody here wants to read. */
    void read(long token, Input question, long timeoutNanos) {
        if (size >= MOST) {
            known.emit(new Effect.ReadDone(
                    token, new Reading.NoLeader<>(MOST + " reads are on their way from this node already; try again")));
            return;
        }
        size++;
        long deadline = known.now.nanos() + timeoutNanos;
        firstDeadlineNanos = Math.min(firstDeadlineNanos, deadline);
        waiting.add(new Waiting(token, question, known.now.nanos(), deadline));
        retryAtNanos = known.now.nanos();
    }

    /** Another node takes this one for the leader. */
    void asked(NodeId from, long question) {
        if (!known.isLeader() || foreign.size() >= MOST) {
            known.send(from, new Message.ReadAt(question, OptionalLong.empty()));
            return;
        }
        long token = ++lastToken;
        foreign.put(token, new Foreign(from, question));
        known.tellRaft(new RaftInput.Read(token));
    }

    /** The leader answers. */
    void answered(Message.ReadAt answer) {
        Asked batch = asked.remove(answer.question());
        if (batch == null) {
            return; // it was given up already, and those who waited ask anew
        }
        if (answer.index().isPresent()) {
            ready.add(new Ready(batch.reads(), answer.index().getAsLong()));
        } else {
            again(batch, RETRY_NANOS);
        }
    }

    /** The engine confirms a read of this node's. */
    void confirmed(RaftEffect.ReadReady confirmed) {
        Foreign other = foreign.remove(confirmed.token());
        if (other != null) {
            known.send(other.from(), new Message.ReadAt(other.question(), OptionalLong.of(confirmed.index())));
        }
        Asked batch = asked.remove(confirmed.token());
        if (batch != null) {
            ready.add(new Ready(batch.reads(), confirmed.index()));
        }
    }

    /** The engine does not. Returns whether the token was one of these. */
    boolean dropped(RaftEffect.Dropped dropped) {
        Foreign other = foreign.remove(dropped.token());
        if (other != null) {
            known.send(other.from(), new Message.ReadAt(other.question(), OptionalLong.empty()));
        }
        Asked batch = asked.remove(dropped.token());
        if (batch != null) {
            again(batch, RETRY_NANOS);
        }
        return dropped.token() > FIRST_TOKEN;
    }

    private void again(Asked batch, long afterNanos) {
        waiting.addAll(batch.reads());
        retryAtNanos = Math.min(retryAtNanos, known.now.nanos() + afterNanos);
    }

    /** The role or the leader changed: whoever was asked may not answer any more. */
    void leaderChanged() {
        List.copyOf(asked.values()).forEach(batch -> again(batch, 0));
        asked.clear();
    }

    /** Another epoch has begun. */
    void startOver() {
        leaderChanged();
        foreign.clear();
        ready.forEach(batch -> waiting.addAll(batch.reads()));
        ready.clear();
    }

    /** Asks for those that wait, and gives up those whose time is over. */
    void tick() {
        long now = known.now.nanos();
        List<Long> silent = asked.entrySet().stream()
                .filter(each -> now - each.getValue().sentNanos() > ANSWER_NANOS)
                .map(Map.Entry::getKey)
                .toList();
        silent.forEach(question -> again(asked.remove(question), 0));
        if (firstDeadlineNanos - now <= 0) {
            expireAll(now);
        }
        if (!waiting.isEmpty() && retryAtNanos - now <= 0) {
            retryAtNanos = Long.MAX_VALUE;
            ask(now);
        }
    }

    private void ask(long now) {
        Optional<NodeId> leader = known.leader();
        if (known.isLeader()) {
            long token = ++lastToken;
            known.tellRaft(new RaftInput.Read(token));
            asked.put(token, new Asked(waiting, now));
            waiting = new ArrayList<>();
        } else if (leader.isPresent() && !leader.get().equals(known.self())) {
            long question = ++lastToken;
            known.send(leader.get(), new Message.AskRead(question));
            asked.put(question, new Asked(waiting, now));
            waiting = new ArrayList<>();
        } else {
            if (!quorum.isReachable()) {
                expire(waiting, now - HOPELESS_NANOS, true);
            }
            retryAtNanos = now + RETRY_NANOS;
        }
    }

    private void expireAll(long now) {
        firstDeadlineNanos = Long.MAX_VALUE;
        expire(waiting, now, false);
        asked.values().forEach(batch -> expire(batch.reads(), now, false));
        ready.forEach(batch -> expire(batch.reads(), now, false));
    }

    private void expire(List<Waiting> reads, long before, boolean hopeless) {
        for (Iterator<Waiting> each = reads.iterator(); each.hasNext(); ) {
            Waiting read = each.next();
            if ((hopeless ? read.sinceNanos() : read.deadlineNanos()) - before <= 0) {
                each.remove();
                size--;
                known.emit(new Effect.ReadDone(read.token(), why()));
            } else {
                firstDeadlineNanos = Math.min(firstDeadlineNanos, read.deadlineNanos());
            }
        }
    }

    private Reading<?> why() {
        return quorum.isReachable()
                ? new Reading.NoLeader<>("no leader answered in time; try again in a moment, or read the local copy")
                : new Reading.NoQuorum<>(quorum.explainRead());
    }

    /** Answers what this node has come far enough for. */
    void finish() {
        for (Iterator<Ready> each = ready.iterator(); each.hasNext(); ) {
            Ready batch = each.next();
            if (batch.index() <= known.raft.applied()) {
                each.remove();
                size -= batch.reads().size();
                batch.reads().forEach(this::answer);
            }
        }
    }

    private void answer(Waiting read) {
        KvState kv = known.state.kv();
        long revision = kv.totals().revision();
        Optional<Duration> age = Optional.of(Duration.ZERO);
        if (read.question() instanceof Input.ReadKey key) {
            known.emit(new Effect.ReadDone(
                    read.token(), new Reading.Found<>(kv.find(key.key()), revision, Consistency.LINEAR, age)));
        } else if (read.question() instanceof Input.ReadDirectory wanted) {
            known.emit(new Effect.ReadDone(
                    read.token(),
                    new Reading.Found<>(
                            kv.list(wanted.directory(), wanted.after(), wanted.limit()),
                            revision,
                            Consistency.LINEAR,
                            age)));
        } else if (read.question() instanceof Input.Capture) {
            known.emit(new Effect.ReadDone(
                    read.token(), new Reading.Found<>(captured(), revision, Consistency.LINEAR, age)));
        } else {
            throw new AssertionError("unhandled " + read.question());
        }
    }

    private Captured captured() {
        return new Captured(
                known.state.clusterId(),
                known.raft.applied(),
                known.raft.term(),
                known.now.wallMillis(),
                known.state.table().version(),
                known.state.kv().totals().revision(),
                known.state.capture());
    }

    /** When {@link #tick} has something to do next. */
    long deadlineNanos() {
        if (size == 0) {
            return Long.MAX_VALUE;
        }
        long due = Math.min(firstDeadlineNanos, waiting.isEmpty() ? Long.MAX_VALUE : retryAtNanos);
        return asked.isEmpty()
                ? due
                : Math.min(due, asked.values().iterator().next().sentNanos() + ANSWER_NANOS + 1);
    }
}
