package io.arewealive.core.machine;

import io.arewealive.core.table.TableEdit;
import io.arewealive.node.CommandId;
import io.arewealive.node.NodeId;
import io.arewealive.status.NodeState;

/** What stands in the replicated log. */
sealed interface Command {

    /** The node table is edited. */
    record Edit(TableEdit edit) implements Command {}

    /** The leader says in which state a node is. */
    record Verdict(NodeId node, NodeState state, String reason) implements Command {}

    /** A leader has taken office. */
    record Elected(NodeId leader, long term) implements Command {}

    /** A cluster-wide setting gets a value; the empty text takes it away. */
    record Assign(String key, String value) implements Command {}

    /**
     * A command with what belongs to every command.
     *
     * @param id of the attempt; applied at most once
     * @param timeMillis when the leader took it, by its clock
     * @param author who wants it
     */
    record Envelope(CommandId id, long timeMillis, String author, Command command) {

        Envelope at(long newTimeMillis) {
            return new Envelope(id, newTimeMillis, author, command);
        }
    }
}
