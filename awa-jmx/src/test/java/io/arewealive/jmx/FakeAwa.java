package io.arewealive.jmx;

import io.arewealive.Awa;
import io.arewealive.config.Setting;
import io.arewealive.config.Settings;
import io.arewealive.event.AwaListener;
import io.arewealive.event.Event;
import io.arewealive.event.EventStream;
import io.arewealive.event.EventType;
import io.arewealive.event.Events;
import io.arewealive.log.Log;
import io.arewealive.maintenance.Maintenance;
import io.arewealive.node.ChangeHash;
import io.arewealive.node.CommandId;
import io.arewealive.node.EditOutcome;
import io.arewealive.node.Lifetime;
import io.arewealive.node.Node;
import io.arewealive.node.NodeId;
import io.arewealive.node.NodeTable;
import io.arewealive.node.Votes;
import io.arewealive.status.ClusterStatus;
import io.arewealive.status.NodeState;
import io.arewealive.status.NodeStatus;
import io.arewealive.status.Problem;
import io.arewealive.status.Role;
import io.arewealive.status.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;

/** An instance in memory: its table is a {@link FakeTable}, its events are delivered on the thread that makes them. */
public final class FakeAwa implements Awa {

    public static final Instant NOON = Instant.parse("2026-01-02T12:00:00Z");

    private final NodeId id = NodeId.random();
    private final String cluster;
    private final FakeTable table = new FakeTable(this);
    private final Map<AwaListener, Set<EventStream>> listeners = new ConcurrentHashMap<>();
    private final Map<EventStream, List<Event>> events = new EnumMap<>(EventStream.class);
    private final Map<String, String> clusterSettings = new ConcurrentHashMap<>();
    private final FakeMaintenance maintenance = new FakeMaintenance(this::publish);
    private final FakeKeyValue pairs = new FakeKeyValue();
    private volatile String name;
    private volatile UnaryOperator<ClusterStatus> view = UnaryOperator.identity();
    private volatile ClusterStatus status;
    private volatile Runnable whenAsked = () -> {};

    public FakeAwa(String cluster, String name) {
        this.cluster = cluster;
        this.name = name;
        for (var stream : EventStream.values()) {
            events.put(stream, new CopyOnWriteArrayList<>());
        }
        table.put(new Node(id, name, "127.0.0.1", 7800, Lifetime.PERMANENT, Votes.AUTO, false, true, false));
        publish();
    }

    /** Three nodes: one online, one suspect, one never heard. */
    public static FakeAwa threeNodes() {
        var awa = new FakeAwa("demo", "web-1");
        awa.nodes().add("web-2", "127.0.0.1", 7801);
        awa.nodes().add("web-3", "127.0.0.1", 7802);
        awa.see(status -> withNodes(
                status,
                status.nodes().stream()
                        .map(node -> node.name().equals("web-2")
                                ? withState(node, NodeState.SUSPECT, "silent for 3.1 s")
                                : node)
                        .toList()));
        return awa;
    }

    /** How this node sees things from now on. */
    public void see(UnaryOperator<ClusterStatus> newView) {
        view = newView;
        publish();
    }

    public void rename(String newName) {
        name = newName;
        publish();
    }

    public void whenAsked(Runnable action) {
        whenAsked = action;
    }

    public int listenerCount() {
        return listeners.size();
    }

    public Event emit(EventStream stream, EventType type, String subject, String message) {
        var list = events.get(stream);
        var event = new Event(
                stream,
                list.size() + 1L,
                NOON.plusSeconds(list.size()),
                type,
                Severity.INFO,
                subject,
                message,
                Map.of("from", "online", "to", "offline"));
        list.add(event);
        listeners.forEach((listener, streams) -> {
            if (streams.contains(stream)) {
                listener.onEvent(event);
            }
        });
        return event;
    }

    final FakeLog log = new FakeLog();

    @Override
    public Optional<String> refusal() {
        return Optional.empty();
    }

    @Override
    public NodeId id() {
        return id;
    }

    @Override
    public ClusterStatus status() {
        return status;
    }

    @Override
    public ClusterStatus askStatus(Duration timeout) {
        whenAsked.run();
        return status;
    }

    @Override
    public NodeTable nodes() {
        return table;
    }

    @Override
    public FakeKeyValue keyValue() {
        return pairs;
    }

    @Override
    public Log log() {
        return log;
    }

    @Override
    public Events events() {
        return new Events() {
            @Override
            public long last(EventStream stream) {
                return events.get(stream).size();
            }

            @Override
            public List<Event> since(EventStream stream, long number, int limit) {
                return events.get(stream).stream()
                        .filter(event -> event.number() > number)
                        .limit(limit)
                        .toList();
            }
        };
    }

    @Override
    public Maintenance maintenance() {
        return maintenance;
    }

    @Override
    public Settings settings() {
        return new Settings() {
            @Override
            public List<Setting> effective() {
                return List.of(
                        new Setting("awa.cluster", cluster, "builder", false, "The cluster's name."),
                        new Setting("awa.lease", lease(), "cluster", true, "How long a lease lasts."),
                        new Setting("awa.security.keystore-password", "******", "file", false, "Opens the keys."));
            }

            @Override
            public EditOutcome set(CommandId commandId, String key, String value, Duration timeout) {
                if (!key.equals("awa.lease")) {
                    return new EditOutcome.Refused(
                            commandId, EditOutcome.Refusal.INVALID, key + " is no cluster-wide setting");
                }
                clusterSettings.put(key, value);
                return new EditOutcome.Applied(commandId, table.version(), false, 2);
            }

            @Override
            public Settings by(String author) {
                return this;
            }
        };
    }

    @Override
    public void addListener(AwaListener listener, Set<EventStream> streams) {
        listeners.put(listener, streams);
    }

    @Override
    public void removeListener(AwaListener listener) {
        listeners.remove(listener);
    }

    @Override
    public boolean awaitJoined(Duration timeout) {
        return true;
    }

    @Override
    public void close() {}

    /** The status follows the table, as in a real instance. */
    void publish() {
        var nodes = table.list().stream().map(this::seen).toList();
        var plain = new ClusterStatus(
                cluster,
                NOON,
                name,
                id,
                table.version(),
                table.version() == 0 ? ChangeHash.EMPTY : table.hash(),
                true,
                true,
                Optional.of(name),
                3,
                1,
                List.of(name),
                "loopback",
                nodes,
                List.of(new Problem(
                        Severity.WARNING, "web-2", "silent for 3.1 s", "look whether its process is paused")));
        status = view.apply(plain);
    }

    void tableChanged(String node) {
        publish();
        emit(EventStream.CLUSTER, EventType.TABLE_CHANGE, node, "the row of " + node + " changed");
    }

    static ClusterStatus withNodes(ClusterStatus status, List<NodeStatus> nodes) {
        return new ClusterStatus(
                status.cluster(),
                status.takenAt(),
                status.viewer(),
                status.viewerId(),
                status.version(),
                status.hash(),
                status.synced(),
                status.quorum(),
                status.leader(),
                status.term(),
                status.epoch(),
                status.voters(),
                status.security(),
                nodes,
                status.problems());
    }

    static NodeStatus withState(NodeStatus node, NodeState state, String reason) {
        return new NodeStatus(
                node.id(),
                node.name(),
                node.host(),
                node.port(),
                state,
                Role.VOTER,
                node.lifetime(),
                OptionalLong.of(2),
                OptionalLong.of(1),
                OptionalDouble.of(0.42),
                OptionalDouble.of(-1.5),
                Optional.of(NOON.minusSeconds(3)),
                node.since(),
                OptionalLong.of(77),
                Optional.of("0.1.0"),
                OptionalLong.of(1),
                Optional.empty(),
                reason);
    }

    private NodeStatus seen(Node row) {
        boolean self = row.id().equals(id);
        return new NodeStatus(
                row.id(),
                row.name(),
                row.host(),
                row.port(),
                self ? NodeState.ONLINE : NodeState.UNKNOWN,
                self ? Role.LEADER : Role.NONE,
                row.lifetime(),
                self ? OptionalLong.of(table.version()) : OptionalLong.empty(),
                self ? OptionalLong.of(0) : OptionalLong.empty(),
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                Optional.empty(),
                NOON.minusSeconds(60),
                OptionalLong.empty(),
                Optional.empty(),
                OptionalLong.empty(),
                Optional.ofNullable(maintenance.windows.get(row.id()))
                        .or(() -> Optional.ofNullable(maintenance.windows.get(FakeMaintenance.ALL))),
                "");
    }

    private String lease() {
        return clusterSettings.getOrDefault("awa.lease", "3s");
    }
}
