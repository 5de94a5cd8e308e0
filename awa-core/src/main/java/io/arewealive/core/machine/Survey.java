package io.arewealive.core.machine;

import io.arewealive.core.machine.Command.Envelope;
import io.arewealive.core.raft.Entry;
import io.arewealive.core.raft.Epoch;
import io.arewealive.core.raft.Membership;
import io.arewealive.core.raft.RaftCodec;
import io.arewealive.core.raft.Recovered;
import io.arewealive.core.raft.SnapshotMeta;
import io.arewealive.core.table.TableView;
import io.arewealive.core.wire.Bytes;
import io.arewealive.core.wire.WireException;
import io.arewealive.node.CommandId;
import io.arewealive.node.NodeId;
import java.util.Set;
import java.util.UUID;

/**
 * What a log holds, without a node that runs: all of it, committed or not. An entry that this node knew nothing more of may have been
 * acknowledged; so nothing that was acknowledged and is here gets lost, and what nobody was told of may come true.
 */
public final class Survey {

    private final Recovered recovered;
    private final ClusterState state;
    private final Set<NodeId> voters;

    private Survey(Recovered recovered, ClusterState state, Set<NodeId> voters) {
        this.recovered = recovered;
        this.state = state;
        this.voters = voters;
    }

    /**
     * Replays what was recovered.
     *
     * @throws WireException if newer software wrote it
     */
    public static Survey of(UUID clusterId, Recovered recovered) {
        ClusterState state = recovered.snapshot().index() > 0
                ? ClusterState.restore(recovered.snapshotData())
                : new ClusterState(clusterId);
        Membership membership = recovered.snapshot().membership();
        for (Entry entry : recovered.entries()) {
            if (entry.kind() == Entry.Kind.MEMBERSHIP) {
                membership = RaftCodec.membershipOf(entry);
            }
            state.apply(entry, membership);
        }
        return new Survey(recovered, state, membership.voters());
    }

    /** The rows and changes. */
    public TableView table() {
        return state.table().view();
    }

    /** Who votes, by its last word. */
    public Set<NodeId> voters() {
        return voters;
    }

    /** The state with which a survivor begins an epoch. */
    public record Beginning(SnapshotMeta meta, Bytes data) {}

    /**
     * Lets this node go on alone; afterwards this object stands for that.
     *
     * @param id of the command that says so
     */
    public Beginning goOn(NodeId survivor, Epoch epoch, UUID id, long wallMillis) {
        SnapshotMeta meta = recovered.alone(survivor);
        var word = new Command.Recovered(survivor, epoch.number());
        Bytes command = CommandCodec.encode(new Envelope(new CommandId(id), wallMillis, "operator:recover", word));
        state.apply(new Entry(meta.index(), meta.term(), Entry.Kind.COMMAND, command), meta.membership());
        return new Beginning(meta, state.snapshot());
    }
}
