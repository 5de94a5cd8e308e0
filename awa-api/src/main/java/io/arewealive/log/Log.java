package io.arewealive.log;

import io.arewealive.node.CommandId;
import io.arewealive.node.EditOutcome;
import io.arewealive.node.NodeId;
import io.arewealive.node.NodeTable;
import java.time.Duration;

/**
 * The replicated log below the table and the key-value store: how it is, who votes, and what an operator may want of it. Any thread.
 */
public interface Log {

    /** The log as this node sees it; returns at once, with or without a majority. */
    LogStatus status();

    /** Lets a node vote, before others that may. */
    default MemberOutcome add(NodeId node) {
        return add(CommandId.random(), node, NodeTable.DEFAULT_TIMEOUT);
    }

    /**
     * Lets a node vote, and before others that may. That is kept in the table ({@code Votes.ADDED}) and wins over what the node says of
     * itself. The leader gives it a seat when it has caught up; the number of voters stays odd and at most {@code awa.voters.max}. This
     * call waits for that.
     *
     * @param timeout how long, 1 ms to 10 min
     */
    MemberOutcome add(CommandId commandId, NodeId node, Duration timeout);

    /** Lets a node not vote any more. */
    default MemberOutcome remove(NodeId node) {
        return remove(CommandId.random(), node, NodeTable.DEFAULT_TIMEOUT);
    }

    /**
     * Lets a node not vote any more; it goes on as an observer. That is kept in the table ({@code Votes.REMOVED}) over all its restarts
     * until it is added. A leader hands over first. Refused if no other full node that may vote is online. This call waits until it has
     * no seat.
     *
     * @param timeout how long, 1 ms to 10 min
     */
    MemberOutcome remove(CommandId commandId, NodeId node, Duration timeout);

    /**
     * Sends a command that changes nothing through the log: when it is applied, the leader leads and a majority writes. The {@code
     * version} of {@link EditOutcome.Applied} is its index in the log.
     *
     * @param timeout how long, 1 ms to 10 min
     */
    EditOutcome noop(CommandId commandId, Duration timeout);

    /**
     * Writes a snapshot of this node's state now.
     *
     * @param timeout how long to wait for it, 1 ms to 10 min
     */
    SnapshotOutcome snapshot(Duration timeout);

    /**
     * Makes a copy of everything that the cluster agrees on, at one point: what was acknowledged before this call is in it.
     *
     * @param timeout how long the leader may take to confirm that point, 1 ms to 10 min
     */
    BackupOutcome backup(Duration timeout);

    /**
     * A piece of the copy, in the form of a backup file.
     *
     * @param id as {@link BackupOutcome.Ready} says it
     * @param offset where it begins
     * @param most how long it may be, 1 byte to 1 MiB; it is shorter only at the end
     * @throws IllegalStateException if the copy is not kept any more, or another server answers than the one that made it: begin
     *     with {@link #backup} again
     */
    byte[] backupPart(String id, long offset, int most);

    /**
     * The same log, whose commands say that they are this author's.
     *
     * @param author 1 to 128 printable characters
     * @throws IllegalArgumentException with the rule, if it is none
     */
    Log by(String author);
}
