package io.arewealive.core.machine;

import io.arewealive.core.machine.Command.Envelope;
import io.arewealive.core.raft.Entry;
import io.arewealive.core.raft.Membership;
import io.arewealive.core.raft.SnapshotMeta;
import io.arewealive.core.table.TableView;
import io.arewealive.core.wire.Bytes;
import io.arewealive.node.CommandId;
import io.arewealive.node.NodeId;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;

/** The state of one cluster, with which another one is to begin. */
public final class Rebirth {

    /**
     * Tokens of a cluster that begins later are greater than those of one that began earlier, even from the same backup: the minutes since
     * then count 2^30 tokens each.
     */
    private static final Instant FIRST_MINUTE = Instant.parse("2024-01-01T00:00:00Z");

    private static final int MINUTE_SHIFT = 30;

    private final ClusterState state;

    private Rebirth(ClusterState state) {
        this.state = state;
    }

    /**
     * Reads it.
     *
     * @throws io.arewealive.core.wire.WireException if it is damaged or newer software wrote it
     */
    public static Rebirth of(Bytes state) {
        return new Rebirth(ClusterState.restore(state));
    }

    /** The rows and changes. */
    public TableView table() {
        return state.table().view();
    }

    /** How many keys there are. */
    public int keys() {
        return state.kv().totals().keys();
    }

    /** With what the cluster begins. */
    public record Beginning(SnapshotMeta meta, Bytes data) {}

    /**
     * Lets a cluster begin; afterwards this object stands for that.
     *
     * @param clusterId its id
     * @param first its first node and only voter
     * @param index the last entry of the former cluster's log in the state
     * @param term of that log
     * @param from what a person should know of where the state comes from
     * @param id of the command that says so
     */
    public Beginning begin(UUID clusterId, NodeId first, long index, long term, String from, UUID id, long wallMillis) {
        var meta = new SnapshotMeta(index + 1, term + 1, Membership.of(Set.of(first)));
        long minutes = Math.max(
                0,
                Duration.between(FIRST_MINUTE, Instant.ofEpochMilli(wallMillis)).toMinutes());
        var word = new Command.Restored(from, minutes << MINUTE_SHIFT);
        Bytes command = CommandCodec.encode(new Envelope(new CommandId(id), wallMillis, "operator:restore", word));
        state.belongTo(clusterId);
        state.apply(new Entry(meta.index(), meta.term(), Entry.Kind.COMMAND, command), meta.membership());
        return new Beginning(meta, state.snapshot());
    }
}
