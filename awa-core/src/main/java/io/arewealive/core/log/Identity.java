package io.arewealive.core.log;

import io.arewealive.core.raft.Epoch;
import io.arewealive.node.NodeId;
import java.util.Optional;
import java.util.UUID;

/**
 * Who the node of a data directory is.
 *
 * @param node its id, minted once
 * @param clusterId the cluster it belongs to, absent until it has joined
 * @param clusterName the name of the cluster the directory was made for
 * @param epoch which life of the cluster's log the log of this directory belongs to
 * @param incarnation rises with each start, from 1, and is durable before anyone hears of it
 */
public record Identity(NodeId node, Optional<UUID> clusterId, String clusterName, Epoch epoch, long incarnation) {

    /** Checks the name. */
    public Identity {
        if (clusterName.isBlank() || clusterName.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException(
                    "the cluster name \"" + clusterName + "\" is blank or has control characters");
        }
    }

    /** A node that was never started. */
    static Identity mint(String clusterName) {
        return new Identity(NodeId.random(), Optional.empty(), clusterName, Epoch.FIRST, 0);
    }

    Identity started() {
        return new Identity(node, clusterId, clusterName, epoch, incarnation + 1);
    }

    Identity withCluster(UUID id) {
        return new Identity(node, Optional.of(id), clusterName, epoch, incarnation);
    }

    Identity withNode(NodeId id) {
        return new Identity(id, clusterId, clusterName, epoch, incarnation);
    }

    Identity withEpoch(Epoch next) {
        return new Identity(node, clusterId, clusterName, next, incarnation);
    }
}
