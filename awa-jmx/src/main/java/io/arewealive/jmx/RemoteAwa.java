package io.arewealive.jmx;

import io.arewealive.config.Settings;
import io.arewealive.event.AwaListener;
import io.arewealive.event.EventStream;
import io.arewealive.event.Events;
import io.arewealive.jmx.open.Field;
import io.arewealive.jmx.open.Row;
import io.arewealive.jmx.shape.ClusterStatusShape;
import io.arewealive.kv.KeyValue;
import io.arewealive.log.Log;
import io.arewealive.maintenance.Maintenance;
import io.arewealive.node.NodeTable;
import io.arewealive.status.ClusterStatus;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import javax.management.openmbean.CompositeData;
import javax.management.remote.JMXServiceURL;

/**
 * A node in another JVM, asked through its MBeans. Every call ends within the time given at {@link #connect}, plus what the call
 * itself may take, even if the server hangs; it then throws {@link RemoteAwaException}, except an edit, which becomes {@code
 * EditOutcome.Unknown}. A connection that broke is made anew by the next call, or by the same one if its time lasts. Any thread.
 *
 * <pre>{@code
 * try (var remote = RemoteAwa.connect("127.0.0.1:7891", "operator", password, Duration.ofSeconds(5))) {
 *     remote.status().nodes().forEach(node -> System.out.println(node.name() + " " + node.state().title()));
 * }
 * }</pre>
 */
public final class RemoteAwa implements AutoCloseable {

    private static final List<String> STATUS =
            ClusterStatusShape.SHAPE.fields().stream().map(Field::attributeName).toList();

    private final Link link;
    private final RemotePollers watches = new RemotePollers();

    private RemoteAwa(Link link) {
        this.link = link;
    }

    /**
     * Connects to a JVM that runs one node.
     *
     * @param url {@code service:jmx:…}, or {@code host:port} for a connector behind an RMI registry
     * @param user empty for a connector without passwords
     * @param password of the user
     * @param timeout how long connecting and each answer may take; 1 ms to 1 min
     * @throws RemoteAwaException if there is no connection, no node, or no permission
     * @throws IllegalArgumentException if the address cannot be one
     */
    public static RemoteAwa connect(String url, String user, String password, Duration timeout) {
        var server = new RemoteServer(url, user, password);
        return connect(List.of(() -> server), timeout);
    }

    /** As {@link #connect(String, String, String, Duration)}. */
    public static RemoteAwa connect(JMXServiceURL url, String user, String password, Duration timeout) {
        return connect(url.toString(), user, password, timeout);
    }

    /**
     * Connects to one of several nodes of a cluster. It is remembered, until its connection breaks: then the same or another one is
     * connected to, and what was asked is asked again, as long as its time lasts. Edits and writes keep their command id, so that they
     * are done at most once.
     *
     * @param servers in the order in which they are tried; asked before each connection, for an address or a password may have changed
     * @param timeout how long connecting to each, and each answer, may take; 1 ms to 1 min
     * @throws RemoteAwaException if there is no connection to any of them
     */
    public static RemoteAwa connect(List<? extends Supplier<RemoteServer>> servers, Duration timeout) {
        return new RemoteAwa(Link.open(servers, timeout));
    }

    /** The picture as the server last published it. */
    public ClusterStatus status() {
        return ClusterStatusShape.read(Row.ofAttributes(link.attributes("Cluster", STATUS)));
    }

    /**
     * Lets the server ask all nodes at once.
     *
     * @param timeout how long the server waits for the slowest; 1 ms to 1 min
     */
    public ClusterStatus askStatus(Duration timeout) {
        var answer = link.invoke("Cluster", "askStatus", timeout, timeout.toMillis());
        return ClusterStatusShape.read(Row.of((CompositeData) answer));
    }

    /** The server's node table. */
    public NodeTable nodes() {
        return new RemoteNodeTable(link, "");
    }

    /**
     * The key-value store, through the server. At most 16 watches at a time; each has a connection and a daemon thread {@code
     * awa-kv-watch-N}, goes on at its revision after its connection was lost, and ends when this is closed.
     */
    public KeyValue keyValue() {
        return new RemoteKeyValue(link, watches, "");
    }

    /** The server's replicated log. */
    public Log log() {
        return new RemoteLog(link, "");
    }

    /** The events that the server keeps. */
    public Events events() {
        return new RemoteEvents(link);
    }

    /**
     * Follows a stream of events: each is told once, in the order of their numbers, on a daemon thread {@code awa-events-N} and over a
     * connection of its own. When the connection is lost it goes on after the last number, at the same server or, if several were named, at
     * another one: the cluster's events have the same numbers on all nodes. Events that are no longer kept are told as one {@code RESYNC},
     * as {@link Events#since} does. At most 16 of these and of the watches of keys together. Ends when this is closed.
     *
     * @param stream the cluster's events; or, of one server, those that it saw itself
     * @param after the number after which to begin; {@code events().last(stream)} for the next one
     * @param listener may block; what is not told yet waits at the server
     * @throws IllegalArgumentException for local events of several servers
     */
    public EventFollower follow(EventStream stream, long after, AwaListener listener) {
        return watches.follow(link, stream, after, listener);
    }

    /** The maintenance of nodes, through the server. */
    public Maintenance maintenance() {
        return new RemoteMaintenance(link, "");
    }

    /** The settings that the server runs with. */
    public Settings settings() {
        return new RemoteSettings(link, "");
    }

    /**
     * What each thread of the server's process does at the moment, as text.
     *
     * @throws RemoteAwaException if this user may only look at the beans of AWA
     */
    public String threads() {
        return link.threads();
    }

    /** Closes the connection. Idempotent, and bounded even if the server hangs. */
    @Override
    public void close() {
        watches.close();
        link.close();
    }
}
