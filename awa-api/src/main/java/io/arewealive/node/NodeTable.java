package io.arewealive.node;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The versioned table of nodes, kept equal on all of them. Reads answer at once from this node's copy, with or without a majority.
 * Edits go through the replicated log and wait, at most for the given time, until a majority has them on disk. Any thread.
 */
public interface NodeTable {

    /** How long an edit waits if no time is given. */
    Duration DEFAULT_TIMEOUT = Duration.ofSeconds(5);

    /** The number of changes applied so far. */
    long version();

    /** The hash of the change list at {@link #version()}. */
    ChangeHash hash();

    /** All rows, in the order of their names. */
    List<Node> list();

    /** The row with this name or id. */
    Optional<Node> find(String nameOrId);

    /**
     * The changes after {@code version}, or the whole table if that lies below the compaction floor.
     *
     * @param version 0 or more; a version ahead of the table gives an empty list
     * @param limit the most changes to return; 1 to 100,000
     */
    ChangesSince changesSince(long version, int limit);

    /** Adds a permanent row by hand; the server of that name adopts it when it joins. */
    default EditOutcome add(String name, String host, int port) {
        return add(CommandId.random(), name, host, port, DEFAULT_TIMEOUT);
    }

    /** As {@link #add(String, String, int)}, with an id of the caller's and its own time limit. */
    EditOutcome add(CommandId commandId, String name, String host, int port, Duration timeout);

    /** Changes the row of precisely this node. */
    default EditOutcome update(NodeId id, NodeEdit edit) {
        return update(CommandId.random(), id, edit, DEFAULT_TIMEOUT);
    }

    /** As {@link #update(NodeId, NodeEdit)}, with an id of the caller's and its own time limit. */
    EditOutcome update(CommandId commandId, NodeId id, NodeEdit edit, Duration timeout);

    /**
     * Lets the name and address count again that the node says of itself, after an operator had set others.
     *
     * @param commandId of the attempt
     */
    EditOutcome unpin(CommandId commandId, NodeId id, Duration timeout);

    /**
     * Deletes a row. A node that is alive is refused unless {@code force} is given.
     *
     * @param force delete even a live node
     */
    default EditOutcome delete(NodeId id, boolean force) {
        return delete(CommandId.random(), id, force, DEFAULT_TIMEOUT);
    }

    /** As {@link #delete(NodeId, boolean)}, with an id of the caller's and its own time limit. */
    EditOutcome delete(CommandId commandId, NodeId id, boolean force, Duration timeout);

    /**
     * The same table, whose edits say that they are this author's, in {@link NodeChange#author()} and in events. Who asks for nothing
     * else is {@code operator}.
     *
     * @param author 1 to 128 printable characters, for example {@code monitor (alice)}
     * @throws IllegalArgumentException with the rule, if it is none
     */
    NodeTable by(String author);

    /** What this node knows of a command; ask again if the answer is {@link Fate.NotKnown}. */
    Fate fateOf(CommandId commandId);
}
