package io.arewealive.core.raft;

import io.arewealive.node.NodeId;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** One machine stepped by hand. Its disk is done when the test says so. */
final class OneMachine {

    static final RaftTiming TIMING = SimCluster.Habits.steady(0).timing();

    private final RaftMachine machine;
    private final List<Long> unwritten = new ArrayList<>();
    private long now;

    OneMachine(int self, Recovered recovered) {
        this(self, recovered, TIMING);
    }

    OneMachine(int self, Recovered recovered, RaftTiming timing) {
        machine = new RaftMachine(SimCluster.idOf(self), timing, recovered, new Random(1), 0);
    }

    /** What a voter among these has on its disk, with an empty log of term 1. */
    static Recovered voter(int... voters) {
        return voter(new HardState(1, java.util.Optional.empty()), List.of(), voters);
    }

    static Recovered voter(HardState hardState, List<Entry> entries, int... voters) {
        var meta = new SnapshotMeta(1, 1, Membership.of(SimCluster.idsOf(voters)));
        return new Recovered(hardState, 1, meta, io.arewealive.core.wire.Bytes.EMPTY, entries);
    }

    static Entry command(long index, long term) {
        return new Entry(index, term, Entry.Kind.COMMAND, io.arewealive.core.wire.Bytes.EMPTY);
    }

    /** Gives inputs at once; everything written meanwhile stays on its way to the disk. */
    List<RaftEffect> step(RaftInput... inputs) {
        List<RaftEffect> effects = machine.step(List.of(inputs), now);
        for (RaftEffect effect : effects) {
            if (effect instanceof RaftEffect.Persist persist) {
                unwritten.add(persist.sequence());
            } else if (effect instanceof RaftEffect.PersistSnapshot snapshot) {
                unwritten.add(snapshot.sequence());
            }
        }
        return effects;
    }

    List<RaftEffect> receive(int from, RaftMessage message) {
        return step(new RaftInput.Received(SimCluster.idOf(from), message));
    }

    /** The disk is done with all so far, and with what follows from that. */
    List<RaftEffect> written() {
        var all = new ArrayList<RaftEffect>();
        while (!unwritten.isEmpty()) {
            long last = unwritten.get(unwritten.size() - 1);
            unwritten.clear();
            all.addAll(step(new RaftInput.Persisted(last)));
        }
        return all;
    }

    /** Gives inputs and lets the disk do its part. */
    List<RaftEffect> run(RaftInput... inputs) {
        var all = new ArrayList<>(step(inputs));
        all.addAll(written());
        return all;
    }

    /** Lets time pass up to the next deadline. */
    List<RaftEffect> timeOut() {
        now = Math.max(now, machine.deadlineNanos());
        return run(new RaftInput.Tick());
    }

    void pass(long nanos) {
        now += nanos;
    }

    /** Makes it the leader with these votes. */
    OneMachine lead(int... votes) {
        timeOut();
        for (int vote : votes) {
            RaftView view = view();
            receiveAndWrite(vote, new RaftMessage.PreVoteReply(view.term(), 1, true));
        }
        for (int vote : votes) {
            receiveAndWrite(vote, new RaftMessage.VoteReply(view().term(), true));
        }
        return this;
    }

    List<RaftEffect> receiveAndWrite(int from, RaftMessage message) {
        return run(new RaftInput.Received(SimCluster.idOf(from), message));
    }

    RaftView view() {
        return machine.view();
    }

    RaftMachine machine() {
        return machine;
    }

    static <T extends RaftMessage> List<T> sent(List<RaftEffect> effects, Class<T> type) {
        return effects.stream()
                .filter(RaftEffect.Send.class::isInstance)
                .map(effect -> ((RaftEffect.Send) effect).message())
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }

    static <T extends RaftEffect> List<T> effects(List<RaftEffect> effects, Class<T> type) {
        return effects.stream().filter(type::isInstance).map(type::cast).toList();
    }

    static NodeId id(int number) {
        return SimCluster.idOf(number);
    }
}
