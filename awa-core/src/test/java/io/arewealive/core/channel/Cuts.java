package io.arewealive.core.channel;

import io.arewealive.node.NodeId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Scissors between the channels of one JVM. What is cut is silently lost at the hearing end, as if a cable were pulled: no
 * connection is closed by it.
 */
public final class Cuts {

    private record Way(NodeId from, NodeId to) {}

    private final Map<NodeId, JGroupsChannel> channels = new HashMap<>();
    private final Set<Way> cut = new HashSet<>();

    /** A channel that takes part. */
    public synchronized void add(NodeId id, JGroupsChannel channel) {
        channels.put(id, channel);
    }

    /** Nobody hears this node, and it hears nobody. */
    public synchronized void cut(NodeId node) {
        for (NodeId other : channels.keySet()) {
            if (!other.equals(node)) {
                cut.add(new Way(node, other));
                cut.add(new Way(other, node));
            }
        }
        apply();
    }

    /** The second does not hear the first any more. */
    public synchronized void cutOneWay(NodeId from, NodeId to) {
        cut.add(new Way(from, to));
        apply();
    }

    /** These hear each other and not the rest, and the rest does not hear them. */
    public synchronized void split(Set<NodeId> part) {
        for (NodeId one : channels.keySet()) {
            for (NodeId other : channels.keySet()) {
                if (part.contains(one) != part.contains(other)) {
                    cut.add(new Way(one, other));
                }
            }
        }
        apply();
    }

    /** Everybody hears everybody. */
    public synchronized void heal() {
        cut.clear();
        apply();
    }

    private void apply() {
        Set<Way> now = Set.copyOf(cut);
        channels.forEach((id, channel) -> channel.hearOnly(from -> !now.contains(new Way(from, id))));
    }
}
