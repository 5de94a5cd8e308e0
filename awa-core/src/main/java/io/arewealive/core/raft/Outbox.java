package io.arewealive.core.raft;

import io.arewealive.node.NodeId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/**
 * The effects of a step. Messages wait in it until term and vote are on disk, and go only if they still speak for the current
 * term: an answer given in an older one could promise what this node has promised away since.
 */
final class Outbox {

    private static final int MOST_HELD = 4096;

    private record Held(long term, RaftEffect effect) {}

    private final ArrayDeque<Held> held = new ArrayDeque<>();
    private List<RaftEffect> effects = new ArrayList<>();

    void add(RaftEffect effect) {
        effects.add(effect);
    }

    void send(NodeId to, RaftMessage message) {
        hold(message.term(), new RaftEffect.Send(to, message));
    }

    void sendChunk(RaftEffect.SendSnapshotChunk chunk) {
        hold(chunk.term(), chunk);
    }

    /** Lets the waiting messages go. */
    void release(long term) {
        for (Held each = held.poll(); each != null; each = held.poll()) {
            if (each.term() == term) {
                effects.add(each.effect());
            }
        }
    }

    /** Everything that has to be done now; the list is the caller's. */
    List<RaftEffect> drain() {
        List<RaftEffect> drained = effects;
        effects = new ArrayList<>();
        return drained;
    }

    /** Nothing is ever sent again. */
    void silence() {
        held.clear();
    }

    private void hold(long term, RaftEffect effect) {
        if (held.size() < MOST_HELD) {
            held.add(new Held(term, effect));
        }
    }
}
