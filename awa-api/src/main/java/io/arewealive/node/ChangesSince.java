package io.arewealive.node;

import java.util.List;

/** The answer to "what changed since version N?". */
public sealed interface ChangesSince {

    /** The version of the answering table. */
    long version();

    /**
     * The changes after the asked version, ascending, without a hole.
     *
     * @param version the version of the answering table; the list may end before it if a limit was given
     * @param changes the changes
     */
    record Changes(long version, List<NodeChange> changes) implements ChangesSince {
        /** Copies the list. */
        public Changes {
            changes = List.copyOf(changes);
        }
    }

    /**
     * The asked version lies below the compaction floor, so here is the whole table.
     *
     * @param version the version of the table
     * @param floor the oldest version that changes can still be asked from
     * @param hash the hash of the change list at {@code version}
     * @param nodes all rows, in the order of their names
     */
    record Snapshot(long version, long floor, ChangeHash hash, List<Node> nodes) implements ChangesSince {
        /** Copies the list. */
        public Snapshot {
            nodes = List.copyOf(nodes);
        }
    }
}
