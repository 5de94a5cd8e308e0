package io.arewealive.node;

import java.time.Instant;
import java.util.Optional;

/**
 * A numbered edit of the node table (seed: {@code nodes_changes}). Versions count 1, 2, 3 without holes and are the same on every
 * node.
 *
 * @param version the version of the table after this change
 * @param action what was done
 * @param nodeId the row it was done to
 * @param data the row afterwards; empty for {@link Action#DELETE}
 * @param commandId the attempt that caused it
 * @param time when the leader accepted it, by the leader's clock
 * @param author who asked, for example {@code node:web-1} or {@code operator:alice}
 * @param crc CRC-32C of the encoded change without this field
 * @param previousHash the hash of the list up to {@code version - 1}
 * @param hash the hash of the list up to {@code version}
 */
public record NodeChange(
        long version,
        Action action,
        NodeId nodeId,
        Optional<Node> data,
        CommandId commandId,
        Instant time,
        String author,
        int crc,
        ChangeHash previousHash,
        ChangeHash hash) {

    /** What a change does to its row. */
    public enum Action {
        /** The row appears. */
        CREATE,
        /** The row changes. */
        UPDATE,
        /** The row goes. */
        DELETE
    }
}
