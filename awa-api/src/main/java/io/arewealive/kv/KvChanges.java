package io.arewealive.kv;

import java.util.List;

/** The answer to "what changed since revision N?". */
public sealed interface KvChanges {

    /** The revision to ask from next. */
    long revision();

    /**
     * The changes after the asked revision, ascending, without a gap.
     *
     * @param revision everything up to here was looked at
     * @param changes those of them whose keys begin as was asked; may be empty
     */
    record Changes(long revision, List<KvChange> changes) implements KvChanges {
        /** Copies the list. */
        public Changes {
            changes = List.copyOf(changes);
        }
    }

    /**
     * This node has not kept all changes since then, so what lies between is not known here: read the keys, then go on from {@code
     * revision}.
     *
     * @param revision the store's revision now
     * @param floor the oldest revision that changes can be asked from
     */
    record Compacted(long revision, long floor) implements KvChanges {}
}
