package io.arewealive.core.step;

import io.arewealive.kv.KvEntry;
import io.arewealive.kv.KvLease;
import io.arewealive.kv.KvListing;
import java.util.List;
import java.util.Optional;

/** The store to be read by any thread while the loop goes on writing: each answer holds for a moment between two changes of a key. */
public interface KvView {

    /** What the key holds. */
    Optional<KvEntry> find(String key);

    /** What lies directly below a directory, behind this child. */
    KvListing list(String directory, String after, int limit);

    /** The leases that stand, at most so many. */
    List<KvLease> leases(int limit);

    /** How much there is. */
    Totals totals();

    /**
     * How much there is.
     *
     * @param revision the number of changes applied so far
     * @param keys how many keys
     * @param bytes what they take
     * @param leases how many leases
     * @param lastLease the newest lease
     */
    record Totals(long revision, int keys, long bytes, int leases, long lastLease) {
        /** Nothing. */
        public static final Totals NONE = new Totals(0, 0, 0, 0, 0);
    }
}
