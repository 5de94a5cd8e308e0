package io.arewealive.snmp;

import io.arewealive.Awa;
import io.arewealive.config.Setting;
import io.arewealive.config.Settings;
import io.arewealive.event.AwaListener;
import io.arewealive.event.Event;
import io.arewealive.event.EventStream;
import io.arewealive.event.EventType;
import io.arewealive.event.Events;
import io.arewealive.face.FaceContext;
import io.arewealive.node.ChangeHash;
import io.arewealive.node.ChangesSince;
import io.arewealive.node.CommandId;
import io.arewealive.node.Lifetime;
import io.arewealive.node.Node;
import io.arewealive.node.NodeChange;
import io.arewealive.node.NodeId;
import io.arewealive.node.NodeTable;
import io.arewealive.node.Votes;
import io.arewealive.status.ClusterStatus;
import io.arewealive.status.NodeState;
import io.arewealive.status.NodeStatus;
import io.arewealive.status.Problem;
import io.arewealive.status.Role;
import io.arewealive.status.Severity;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;

/** An instance in memory, as much of it as the face looks at. */
final class FakeAwa implements FaceContext {

    static final Instant NOON = Instant.parse("2026-01-02T12:00:00.3Z");

    final Map<String, String> settings = new HashMap<>();
    final Map<Class<?>, Object> resources = new HashMap<>();
    final List<Problem> told = new CopyOnWriteArrayList<>();
    final List<AwaListener> listeners = new CopyOnWriteArrayList<>();
    final List<Event> events = new CopyOnWriteArrayList<>();
    final List<NodeChange> changes = new CopyOnWriteArrayList<>();
    volatile ClusterStatus status;
    Optional<Path> directory = Optional.empty();

    private final String name;
    private final Awa awa;

    FakeAwa(String cluster, String name, List<NodeStatus> nodes) {
        this.name = name;
        this.status = status(cluster, nodes, true);
        this.awa = fake(
                Awa.class,
                Map.of(
                        "status", () -> status,
                        "id", () -> status.viewerId(),
                        "settings", () -> settings(),
                        "nodes", () -> table(),
                        "events", () -> events()));
        settings.put("awa.snmp.enabled", "true");
    }

    static FakeAwa three() {
        return new FakeAwa(
                "demo",
                "web-1",
                List.of(
                        node("web-1", NodeState.ONLINE, Role.LEADER),
                        node("web-2", NodeState.OFFLINE, Role.VOTER),
                        node("web-3", NodeState.UNKNOWN, Role.NONE)));
    }

    /** Lets a user in, with the lesser suite. */
    FakeAwa withUser(String user, String auth, String priv) {
        settings.put("awa.snmp.users." + user + ".auth-password", auth);
        settings.put("awa.snmp.users." + user + ".priv-password", priv);
        return this;
    }

    FakeAwa with(String key, String value) {
        settings.put(key, value);
        return this;
    }

    void see(List<NodeStatus> nodes, boolean quorum) {
        status = status(status.cluster(), nodes, quorum);
    }

    void change(String node) {
        changes.add(new NodeChange(
                changes.size() + 1L,
                NodeChange.Action.CREATE,
                status.viewerId(),
                Optional.of(
                        new Node(status.viewerId(), node, "h", 1, Lifetime.PERMANENT, Votes.AUTO, false, true, false)),
                CommandId.random(),
                NOON,
                "operator (alice)",
                1,
                ChangeHash.EMPTY,
                ChangeHash.EMPTY));
    }

    Event happen(EventStream stream, EventType type, Severity severity, String subject, Map<String, String> details) {
        var event =
                new Event(stream, events.size() + 1L, Instant.now(), type, severity, subject, subject + "!", details);
        events.add(event);
        listeners.forEach(listener -> listener.onEvent(event));
        return event;
    }

    static NodeStatus node(String name, NodeState state, Role role) {
        boolean heard = state != NodeState.UNKNOWN;
        return new NodeStatus(
                new NodeId(UUID.nameUUIDFromBytes(name.getBytes(java.nio.charset.StandardCharsets.UTF_8))),
                name,
                "10.0.0." + name.length(),
                7800,
                state,
                role,
                Lifetime.PERMANENT,
                heard ? OptionalLong.of(12_345_678_901L) : OptionalLong.empty(),
                heard ? OptionalLong.of(3) : OptionalLong.empty(),
                heard ? OptionalDouble.of(0.4217) : OptionalDouble.empty(),
                OptionalDouble.empty(),
                heard ? Optional.of(NOON) : Optional.empty(),
                NOON.minusSeconds(60),
                heard ? OptionalLong.of(77) : OptionalLong.empty(),
                Optional.of("0.1.0"),
                OptionalLong.of(1),
                Optional.empty(),
                state == NodeState.OFFLINE ? "process ended" : "");
    }

    private ClusterStatus status(String cluster, List<NodeStatus> nodes, boolean quorum) {
        return new ClusterStatus(
                cluster,
                Instant.now(),
                name,
                new NodeId(UUID.nameUUIDFromBytes(name.getBytes(java.nio.charset.StandardCharsets.UTF_8))),
                12_345_678_901L,
                ChangeHash.EMPTY,
                true,
                quorum,
                quorum ? Optional.of(name) : Optional.empty(),
                3,
                1,
                List.of(name),
                "loopback",
                nodes,
                List.of(new Problem(Severity.CRITICAL, "web-2", "offline: process ended", "start it")));
    }

    private Settings settings() {
        List<Setting> all = new ArrayList<>();
        settings.forEach((key, value) -> all.add(new Setting(key, "******", "awa.properties", false, "")));
        return fake(Settings.class, Map.of("effective", () -> all));
    }

    private NodeTable table() {
        return (NodeTable) Proxy.newProxyInstance(
                FakeAwa.class.getClassLoader(),
                new Class<?>[] {NodeTable.class},
                (proxy, method, args) -> switch (method.getName()) {
                    case "version" -> (long) changes.size();
                    case "changesSince" ->
                        new ChangesSince.Changes(changes.size(), changes.subList((int) (long) args[0], (int)
                                Math.min(changes.size(), (long) args[0] + (int) args[1])));
                    default -> throw new UnsupportedOperationException(method.getName());
                });
    }

    private Events events() {
        return new Events() {
            @Override
            public long last(EventStream stream) {
                return events.size();
            }

            @Override
            public List<Event> since(EventStream stream, long number, int limit) {
                return events.stream()
                        .filter(event -> event.number() > number)
                        .limit(limit)
                        .toList();
            }
        };
    }

    private <T> T fake(Class<T> type, Map<String, java.util.function.Supplier<Object>> answers) {
        return type.cast(Proxy.newProxyInstance(
                FakeAwa.class.getClassLoader(), new Class<?>[] {type}, (proxy, method, args) -> {
                    if (method.getName().equals("addListener")) {
                        listeners.add((AwaListener) args[0]);
                        return null;
                    }
                    if (method.getName().equals("removeListener")) {
                        listeners.remove((AwaListener) args[0]);
                        return null;
                    }
                    var answer = answers.get(method.getName());
                    if (answer == null) {
                        throw new UnsupportedOperationException(method.getName());
                    }
                    return answer.get();
                }));
    }

    @Override
    public Awa awa() {
        return awa;
    }

    @Override
    public Optional<String> setting(String key) {
        return Optional.ofNullable(settings.get(key));
    }

    @Override
    public <T> Optional<T> resource(Class<T> type) {
        return Optional.ofNullable(type.cast(resources.get(type)));
    }

    @Override
    public Optional<Path> directory() {
        return directory;
    }

    @Override
    public void tell(List<Problem> problems) {
        told.addAll(problems);
    }
}
