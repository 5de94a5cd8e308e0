package io.arewealive.core.machine;

import io.arewealive.core.raft.RaftTiming;
import io.arewealive.core.step.LivenessTiming;
import io.arewealive.node.Node;
import io.arewealive.node.NodeId;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a node's machine is built with.
 *
 * @param self what this node says of itself
 * @param cluster the cluster's name
 * @param software the version of AWA
 * @param security the word in the status: {@code loopback}, {@code tls}, {@code insecure}
 * @param incarnation rises with every start
 * @param join addresses given to join through
 * @param arrival how it gets into a cluster otherwise
 * @param seedSettings cluster-wide settings that this node's own sources name; they count at a first start only
 * @param votersMax how many voters at most, if the cluster does not say
 * @param snapshots when one is due
 * @param liveness the failure detector's times
 * @param raft the engine's times
 */
public record NodeSetup(
        Node self,
        String cluster,
        String software,
        String security,
        long incarnation,
        List<String> join,
        Arrival arrival,
        Map<String, String> seedSettings,
        int votersMax,
        Snapshots snapshots,
        LivenessTiming liveness,
        RaftTiming raft) {

    /** Copies the collections. */
    public NodeSetup {
        join = List.copyOf(join);
        seedSettings = Map.copyOf(seedSettings);
    }

    /**
     * How a node without a cluster gets into one.
     *
     * @param replace whether it takes the place of an offline node of its name
     * @param founders the list that forms the cluster, if one does
     */
    public record Arrival(boolean replace, Optional<Founders> founders) {

        /** Through others, as somebody new. */
        public static final Arrival PLAIN = new Arrival(false, Optional.empty());
    }

    /**
     * When a snapshot is due: by either.
     *
     * @param entries after so many applied entries
     * @param bytes after so many bytes of them
     */
    public record Snapshots(int entries, long bytes) {

        /** So many entries, however large. */
        public static Snapshots every(int entries) {
            return new Snapshots(entries, Long.MAX_VALUE);
        }
    }

    NodeSetup renamed(NodeId id) {
        var renamed = new Node(
                id,
                self.name(),
                self.host(),
                self.port(),
                self.lifetime(),
                self.votes(),
                self.witness(),
                self.claimed(),
                self.pinned());
        return new NodeSetup(
                renamed,
                cluster,
                software,
                security,
                incarnation,
                join,
                arrival,
                seedSettings,
                votersMax,
                snapshots,
                liveness,
                raft);
    }
}
