package io.arewealive.core.channel;

import io.arewealive.core.wire.Bytes;
import io.arewealive.node.NodeId;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Hears what the channel hears. Called on the channel's threads: decode, post, return; never block. */
public interface ChannelListener {

    /**
     * A frame of this cluster arrived, or one between a node of a cluster and a node without: {@code clusterId} is the sender's.
     *
     * @param incarnation a number that is another at each start of the sender's process
     */
    void received(NodeId from, UUID clusterId, long incarnation, Bytes body);

    /** The membership changed; a hint, never a quorum. */
    void view(Set<NodeId> members);

    /** Some of the addresses given at the start lead to this node itself. */
    default void here(Set<String> addresses) {}

    /** The names in some of the addresses given at the start cannot be resolved now. */
    default void namesUnknown(Set<String> addresses) {}

    /** Another process with this node's id was there before; the message names both addresses. */
    default void twin(String message) {}

    /** The connection of a node was closed by its side or by its host: its process may have ended. */
    void connectionClosed(NodeId node);

    /** Somebody who is no node asks how this cluster is; the encoded status, or nothing if there is none yet. */
    default Optional<Bytes> asked() {
        return Optional.empty();
    }

    /** Frames were refused; {@code why} names the rule: another cluster, another protocol, malformed. */
    void refused(String from, String why);
}
