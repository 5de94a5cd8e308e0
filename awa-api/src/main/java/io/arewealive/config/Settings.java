package io.arewealive.config;

import io.arewealive.node.CommandId;
import io.arewealive.node.EditOutcome;
import java.time.Duration;
import java.util.List;

/** The settings this instance runs with. Any thread. */
public interface Settings {

    /** Every setting with its value and origin, in the order of keys; secrets are masked. */
    List<Setting> effective();

    /**
     * Sets a cluster-wide setting on all nodes, through the replicated log.
     *
     * @param key a cluster-wide key
     * @param value its new value; the empty text goes back to the default
     */
    EditOutcome set(CommandId commandId, String key, String value, Duration timeout);

    /** The same settings, whose changes say that they are this author's; as {@link io.arewealive.node.NodeTable#by}. */
    Settings by(String author);
}
