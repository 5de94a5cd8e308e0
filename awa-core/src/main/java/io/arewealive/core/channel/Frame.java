package io.arewealive.core.channel;

import io.arewealive.core.wire.Bytes;
import io.arewealive.node.NodeId;
import java.util.UUID;

/**
 * What one node says to another.
 *
 * @param greeting whether it only makes the sender known and has no body for the listener
 * @param clusterId the sender's cluster, {@link Channel#NO_CLUSTER} before it is in one
 * @param from the sender
 * @param incarnation a number that grows with each start of the sender
 * @param body what it says
 */
record Frame(boolean greeting, UUID clusterId, NodeId from, long incarnation, Bytes body) {}
