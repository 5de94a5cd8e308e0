package io.arewealive.core.channel;

import io.arewealive.core.wire.Bytes;
import io.arewealive.node.NodeId;
import java.util.Collection;
import java.util.Set;
import java.util.UUID;

/**
 * Carries frames between nodes. Nothing here is reliable: a frame may get lost, arrive twice or late; frames from one node mostly
 * keep their order. Sending never blocks the caller. Any thread.
 */
public interface Channel extends AutoCloseable {

    /** The cluster id before a node has joined one. */
    UUID NO_CLUSTER = new UUID(0, 0);

    /** Takes the port; from now on the listener is called. */
    void open(ChannelListener listener);

    /** Begins to look for others, where {@link #peers} says by now. Idempotent. */
    void join();

    /** The port that is listened on. */
    int port();

    /** Which cluster this node is of; goes into every frame from now on. */
    void cluster(UUID clusterId);

    /**
     * Leaves, and comes back under another id at the same place. Blocks meanwhile, up to three seconds.
     *
     * @throws io.arewealive.StartException if that fails
     */
    void rename(NodeId self);

    /** Sends to one node; silently nothing if it cannot be reached. */
    void send(NodeId to, Bytes body);

    /** Sends to every other node of the view. */
    void broadcast(Bytes body);

    /** The addresses, as {@code host:port}, to look for other nodes at; replaces those given before. */
    void peers(Collection<String> addresses);

    /** Tells the membership which nodes the failure detector has lost now; they leave the view, and come back when they speak. */
    void suspected(Set<NodeId> nodes);

    /** Disconnects, within two seconds. Idempotent. */
    @Override
    void close();
}
