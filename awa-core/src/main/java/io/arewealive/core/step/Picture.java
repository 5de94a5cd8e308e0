package io.arewealive.core.step;

import io.arewealive.core.table.TableView;
import io.arewealive.log.LogStatus;
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
 * @param log the replicated log
 */
public record Picture(
        ClusterStatus status,
        TableView table,
        Map<String, String> settings,
        boolean joined,
        Optional<String> refusal,
        long lastClusterEvent,
        long lastLocalEvent,
        Keys keys,
        LogShown log) {

    /**
     * The replicated log.
     *
     * @param status without what only the files know
     * @param votersMax how many vote at most
     * @param promoteWithin how many entries a node may be behind to get a vote
     */
    public record LogShown(LogStatus status, int votersMax, int promoteWithin) {}

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
