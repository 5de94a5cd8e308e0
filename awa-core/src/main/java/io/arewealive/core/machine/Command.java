package io.arewealive.core.machine;

import io.arewealive.core.kv.KvCodec;
import io.arewealive.core.table.TableEdit;
import io.arewealive.kv.KvWrite;
import io.arewealive.node.CommandId;
import io.arewealive.node.NodeId;
import io.arewealive.status.NodeState;
import java.util.Optional;

/** What stands in the replicated log. */
sealed interface Command {

    /** The node table is edited. */
    record Edit(TableEdit edit) implements Command {}

    /** The leader says in which state a node is. */
    record Verdict(NodeId node, NodeState state, String reason) implements Command {}

    /** The leader says how far a voter is known to have come. */
    record Progressed(NodeId node, long incarnation, long applied) implements Command {}

    /** A leader has taken office. */
    record Elected(NodeId leader, long term) implements Command {}

    /** A survivor goes on without the majority, in a new epoch. */
    record Recovered(NodeId survivor, long epoch) implements Command {}

    /** A new cluster begins with what a backup of another one holds. */
    record Restored(String from, long floor) implements Command {}

    /** A cluster-wide setting gets a value; the empty text takes it away. */
    record Assign(String key, String value) implements Command {}

    /** The leader says that a node has been lost for as long as losses are held back. */
    record Ring(NodeId node) implements Command {}

    /** The leader says that a node that flapped has been steady long enough. */
    record Steady(NodeId node) implements Command {}

    /**
     * The leader says that it watches the nodes.
     *
     * @param blindMillis for how long nobody did before, as far as the leader knows; -1 if it does not
     */
    record Watching(long blindMillis) implements Command {}

    /** A node, or without one the whole cluster, is in maintenance from now on. */
    record Maintain(Optional<NodeId> node, long forMillis, String reason) implements Command {}

    /** A node's maintenance ends, or without a node all. */
    record MaintainNoMore(Optional<NodeId> node) implements Command {}

    /** The leader says that it is time to end maintenances whose time is over. */
    record Expire() implements Command {}

    /** Nothing: who sends it wants to see it applied. */
    record Noop() implements Command {}

    /** The key-value store is written. */
    record Write(KvWrite write) implements Command {}

    /** The leader says that a lease was not renewed in time: it goes, unless it was renewed after all. */
    record ExpireLease(long lease, long renewals) implements Command {}

    /**
     * A command with what belongs to every command.
     *
     * @param id of the attempt; applied at most once
     * @param timeMillis when the leader took it, by its clock
     * @param author who wants it
     * @param since how far the log was applied where it was first submitted: no earlier attempt can stand before that; -1 if it is not
     *     known
     */
    record Envelope(CommandId id, long timeMillis, String author, Command command, long since) {

        private static final int WEIGHT = 256;

        Envelope(CommandId id, long timeMillis, String author, Command command) {
            this(id, timeMillis, author, command, -1);
        }

        /** How much it takes on its way, in bytes, about. */
        int weight() {
            return WEIGHT + (command instanceof Write write ? KvCodec.bytes(write.write()) : 0);
        }

        Envelope at(long newTimeMillis) {
            return new Envelope(id, newTimeMillis, author, command, since);
        }

        /** The same, first submitted now. */
        Envelope since(long applied) {
            return since >= 0 ? this : new Envelope(id, timeMillis, author, command, applied);
        }
    }
}
