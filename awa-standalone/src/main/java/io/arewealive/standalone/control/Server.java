package io.arewealive.standalone.control;

import io.arewealive.config.Settings;
import io.arewealive.event.Events;
import io.arewealive.kv.KeyValue;
import io.arewealive.log.Log;
import io.arewealive.maintenance.Maintenance;
import io.arewealive.node.NodeTable;
import io.arewealive.status.ClusterStatus;
import java.time.Duration;

/** A running server, as a command sees it. */
public interface Server extends AutoCloseable {

    /** Lets it ask all nodes at once, and wait for the slowest at most this long. */
    ClusterStatus askStatus(Duration timeout);

    /** The picture as it last published it. */
    ClusterStatus status();

    /** Its table of nodes. */
    NodeTable nodes();

    /** The key-value store. */
    KeyValue keyValue();

    /** Its replicated log. */
    Log log();

    /** The events that it keeps. */
    Events events();

    /** The maintenance of nodes. */
    Maintenance maintenance();

    /** The settings that it runs with. */
    Settings settings();

    /** What each of its threads does at the moment, as text. */
    String threads();

    /** Ends the connection. */
    @Override
    void close();
}
