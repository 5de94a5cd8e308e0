package io.arewealive;

import io.arewealive.config.Settings;
import io.arewealive.event.AwaListener;
import io.arewealive.event.EventStream;
import io.arewealive.event.Events;
import io.arewealive.kv.KeyValue;
import io.arewealive.log.Log;
import io.arewealive.maintenance.Maintenance;
import io.arewealive.node.NodeId;
import io.arewealive.node.NodeTable;
import io.arewealive.status.ClusterStatus;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * One node of a cluster, running inside this JVM: which servers are alive, in what state, and who is in charge. Made by
 * {@link #builder()}. Any thread. Several instances live side by side in one JVM.
 *
 * <pre>{@code
 * try (Awa awa = Awa.builder().cluster("orders").name("web-1").join("10.0.0.2:7800").start()) {
 *     awa.status().nodes().forEach(node -> System.out.println(node.name() + " " + node.state().title()));
 * }
 * }</pre>
 */
public interface Awa extends AutoCloseable {

    /** Begins to describe a new instance. */
    static AwaBuilder builder() {
        return new AwaBuilder();
    }

    /** The identity of this node. */
    NodeId id();

    /** The picture as last published; returns at once and never blocks, with or without a majority. */
    ClusterStatus status();

    /**
     * Asks all nodes at once and waits for their answers, at most for the given time.
     *
     * @param timeout how long to wait for the slowest; 1 ms to 1 min
     */
    ClusterStatus askStatus(Duration timeout);

    /** The versioned table of nodes. */
    NodeTable nodes();

    /** The key-value store. */
    KeyValue keyValue();

    /** The replicated log: how it is, who votes. */
    Log log();

    /** What happened. */
    Events events();

    /** The maintenance of nodes. */
    Maintenance maintenance();

    /** The settings this instance runs with. */
    Settings settings();

    /** Adds a listener for both streams, beginning with the next event. */
    default void addListener(AwaListener listener) {
        addListener(listener, Set.of(EventStream.values()));
    }

    /** Adds a listener for the given streams, beginning with the next event. */
    void addListener(AwaListener listener, Set<EventStream> streams);

    /** Removes a listener; it gets nothing more once this returns, but may be in a call. */
    void removeListener(AwaListener listener);

    /**
     * Waits until this node has its row in the table and has caught up with the leader.
     *
     * @return whether that happened in time
     * @throws StartException with {@link AwaBuilder#failFast}, if the cluster refuses this node
     */
    boolean awaitJoined(Duration timeout) throws InterruptedException;

    /**
     * Why the cluster does not take this node, if it said so: its name belongs to another node, another process goes by its id, or it was
     * expelled. A node that was refused its name goes on asking; one that was expelled takes no part until it is started again.
     */
    Optional<String> refusal();

    /** Leaves the cluster and ends all threads, within five seconds. Idempotent. */
    @Override
    void close();
}
