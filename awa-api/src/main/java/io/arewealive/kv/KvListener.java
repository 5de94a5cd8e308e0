package io.arewealive.kv;

/** Hears of changes, in their order, each once, on a thread of its own. */
public interface KvListener {

    /** A key changed. */
    void changed(KvChange change);

    /**
     * Changes were lost to this listener: it was too slow, or this node caught up by a snapshot. Read the keys anew; what comes next are
     * the changes after {@code resumed}.
     *
     * @param after everything up to this revision was told
     * @param resumed where it goes on
     */
    void lost(long after, long resumed);
}
