package io.arewealive.core.raft;

import io.arewealive.node.NodeId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Linear reads without the log (Raft thesis 6.4): note the commit index, ask all voters for a sign of life, and let the read go
 * once a majority has answered that question or a later one. All reads of a step share one round.
 */
final class Reads {

    private record Batch(long round, long index, List<Long> tokens) {}

    private final Outbox out;
    private final ArrayDeque<Batch> asked = new ArrayDeque<>();
    private List<Long> waiting = new ArrayList<>();
    private int size;

    Reads(Outbox out) {
        this.out = out;
    }

    int size() {
        return size;
    }

    void add(long token) {
        waiting.add(token);
        size++;
    }

    boolean areWaiting() {
        return !waiting.isEmpty();
    }

    /** The waiting reads go with this round. */
    void ask(long round, long commit) {
        asked.add(new Batch(round, commit, waiting));
        waiting = new ArrayList<>();
    }

    /** A majority has answered this round. */
    void confirmed(long round) {
        while (!asked.isEmpty() && asked.getFirst().round() <= round) {
            Batch batch = asked.removeFirst();
            size -= batch.tokens().size();
            batch.tokens().forEach(token -> out.add(new RaftEffect.ReadReady(token, batch.index())));
        }
    }

    void drop(RaftEffect.Dropped.Reason reason, Optional<NodeId> leader) {
        asked.forEach(batch -> batch.tokens().forEach(token -> out.add(new RaftEffect.Dropped(token, reason, leader))));
        waiting.forEach(token -> out.add(new RaftEffect.Dropped(token, reason, leader)));
        asked.clear();
        waiting.clear();
        size = 0;
    }
}
