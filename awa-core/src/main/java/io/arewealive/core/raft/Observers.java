package io.arewealive.core.raft;

import io.arewealive.node.NodeId;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;

/** How far the pulling nodes are, as they told the leader. They are never counted. */
final class Observers {

    private static final int MOST = 4096;

    private record Told(long durable, long when) {}

    private final Map<NodeId, Told> told = new HashMap<>();

    void told(NodeId node, long durable, long now) {
        if (told.size() < MOST || told.containsKey(node)) {
            told.put(node, new Told(durable, now));
        }
    }

    OptionalLong position(NodeId node) {
        Told last = told.get(node);
        return last == null ? OptionalLong.empty() : OptionalLong.of(last.durable());
    }

    /** Forgets those that have not been heard since. */
    void forgetBefore(long when) {
        told.values().removeIf(each -> each.when() < when);
    }

    void forget(NodeId node) {
        told.remove(node);
    }

    void copyTo(Map<NodeId, Long> positions) {
        told.forEach((node, each) -> positions.putIfAbsent(node, each.durable()));
    }
}
