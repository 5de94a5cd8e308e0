package io.arewealive.core.step;

import io.arewealive.core.table.TableView;
import io.arewealive.status.ClusterStatus;
import java.util.Map;
import java.util.Optional;

/**
 * What the loop shows to all other threads; immutable.
 *
 * @param status the cluster as this node sees it
 * @param table the node table
 * @param settings cluster-wide settings that are set
 * @param joined whether this node has its row and is current
 * @param refusal why the cluster does not take this node, if it said so
 * @param lastClusterEvent the number of the newest cluster event
 * @param lastLocalEvent the number of the newest local event
 * @param keys the key-value store
 */
public record Picture(
        ClusterStatus status,
        TableView table,
        Map<String, String> settings,
        boolean joined,
        Optional<String> refusal,
        long lastClusterEvent,
        long lastLocalEvent,
        Keys keys) {

    /**
     * The key-value store.
     *
     * @param view what it holds; it goes on changing
     * @param maxBytes how large it may become
     * @param freshness when this node was last known to be up to date
     */
    public record Keys(KvView view, long maxBytes, Freshness freshness) {}

    /** Copies the map. */
    public Picture {
        settings = Map.copyOf(settings);
    }
}
