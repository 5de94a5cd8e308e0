package io.arewealive.core.machine;

import io.arewealive.core.machine.Alarms.Standing;
import io.arewealive.core.machine.Command.Envelope;
import io.arewealive.core.raft.Entry;
import io.arewealive.core.raft.Membership;
import io.arewealive.core.table.NodeTableState;
import io.arewealive.core.table.NodeTableState.Cause;
import io.arewealive.core.table.NodeTableState.Result;
import io.arewealive.core.table.TableEdit;
import io.arewealive.core.wire.Bytes;
import io.arewealive.core.wire.WireException;
import io.arewealive.core.wire.WireReader;
import io.arewealive.core.wire.WireWriter;
import io.arewealive.event.Event;
import io.arewealive.event.EventStream;
import io.arewealive.event.EventType;
import io.arewealive.node.CommandId;
import io.arewealive.node.EditOutcome;
import io.arewealive.node.Node;
import io.arewealive.node.NodeChange;
import io.arewealive.node.NodeId;
import io.arewealive.status.NodeState;
import io.arewealive.status.Severity;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/**
 * Everything the cluster agrees on: the node table, the leader's verdicts, cluster-wide settings, cluster events, and which
 * commands were applied. Deterministic: entries in, outcomes out, snapshot and restore, nothing else. Called from the loop only.
 */
final class ClusterState {

    /** How many commands are remembered, so that a retry is not applied again and their fate can be asked. */
    static final int REMEMBERED_COMMANDS = 20_000;

    static final String KEEP_CHANGES = "awa.changes.keep";

    private static final int DEFAULT_KEEP = 10_000;
    private static final int FORMAT = 3;
    private static final int MAX_SETTINGS = 1_000;

    /** How a remembered command ended. */
    record Remembered(long version, long index, Optional<EditOutcome.Refused> refused) {

        EditOutcome outcome(CommandId id, boolean already) {
            return refused.isPresent() ? refused.get() : new EditOutcome.Applied(id, version, already, 1);
        }
    }

    /** What applying one entry did. */
    record Applied(
            long index,
            Optional<CommandId> commandId,
            Optional<EditOutcome> outcome,
            boolean tableChanged,
            List<Event> events) {}

    private final UUID clusterId;
    private NodeTableState table = new NodeTableState();
    private Judging judging = new Judging();
    private final Map<String, String> settings = new TreeMap<>();
    private final Map<CommandId, Remembered> remembered = new LinkedHashMap<>();
    private EventLog events = new EventLog(EventStream.CLUSTER, 0);
    private long timeMillis;

    ClusterState(UUID clusterId) {
        this.clusterId = clusterId;
    }

    UUID clusterId() {
        return clusterId;
    }

    NodeTableState table() {
        return table;
    }

    EventLog events() {
        return events;
    }

    Map<String, String> settings() {
        return settings;
    }

    Optional<Standing> verdict(NodeId id) {
        return judging.alarms().standing(id);
    }

    /** What rings, who is in maintenance, since when the nodes are watched. */
    Judging judging() {
        return judging;
    }

    /** The newest time in the log, milliseconds. */
    long timeMillis() {
        return timeMillis;
    }

    Optional<Remembered> remembered(CommandId id) {
        return Optional.ofNullable(remembered.get(id));
    }

    /** Applies one committed entry. */
    Applied apply(Entry entry, Membership membership) {
        return switch (entry.kind()) {
            case NOOP -> new Applied(entry.index(), Optional.empty(), Optional.empty(), false, List.of());
            case MEMBERSHIP ->
                new Applied(entry.index(), Optional.empty(), Optional.empty(), false, List.of(votersEvent(membership)));
            case COMMAND -> applyCommand(entry);
        };
    }

    private Applied applyCommand(Entry entry) {
        Envelope envelope = CommandCodec.decode(entry.payload());
        Remembered before = remembered.get(envelope.id());
        if (before != null) {
            return new Applied(
                    entry.index(),
                    Optional.of(envelope.id()),
                    Optional.of(before.outcome(envelope.id(), true)),
                    false,
                    List.of());
        }
        timeMillis = Math.max(timeMillis, envelope.timeMillis());
        List<Event> happened = new ArrayList<>();
        long versionBefore = table.version();
        Optional<EditOutcome.Refused> refused = execute(envelope, happened);
        var result = new Remembered(table.version(), entry.index(), refused);
        remember(envelope.id(), result);
        return new Applied(
                entry.index(),
                Optional.of(envelope.id()),
                Optional.of(result.outcome(envelope.id(), false)),
                table.version() != versionBefore,
                happened);
    }

    private Optional<EditOutcome.Refused> execute(Envelope envelope, List<Event> happened) {
        Command command = envelope.command();
        if (command instanceof Command.Edit edit) {
            return edit(envelope, edit, happened);
        }
        Optional<Judging.Done> judged = judging.apply(envelope, table, timeMillis);
        if (judged.isPresent()) {
            judged.get().told().forEach(told -> happened.add(event(told)));
            return judged.get().refused();
        }
        if (command instanceof Command.Elected elected) {
            happened.add(event(
                    EventType.LEADER,
                    Severity.INFO,
                    nameOf(elected.leader()),
                    nameOf(elected.leader()) + " leads since term " + elected.term(),
                    Map.of("leader", nameOf(elected.leader()), "term", Long.toString(elected.term()))));
        } else if (command instanceof Command.Recovered recovered) {
            happened.add(event(
                    EventType.QUORUM,
                    Severity.CRITICAL,
                    "cluster",
                    "epoch " + recovered.epoch() + " begins: " + nameOf(recovered.survivor())
                            + " goes on without the majority (awa recover --force); what only the others had is lost",
                    Map.of("epoch", Long.toString(recovered.epoch()), "survivor", nameOf(recovered.survivor()))));
        } else if (command instanceof Command.Assign assign) {
            assign(assign, envelope.author(), happened);
        } else {
            throw new AssertionError("unhandled " + command);
        }
        return Optional.empty();
    }

    private Optional<EditOutcome.Refused> edit(Envelope envelope, Command.Edit edit, List<Event> happened) {
        Optional<Node> gone = mayGo(edit.edit());
        Result result = table.apply(
                edit.edit(),
                new Cause(envelope.id(), Instant.ofEpochMilli(timeMillis), envelope.author()),
                id -> verdict(id)
                        .map(Standing::state)
                        .filter(NodeState.ONLINE::equals)
                        .isPresent(),
                keepChanges());
        if (result instanceof Result.Refused refused) {
            return Optional.of(new EditOutcome.Refused(envelope.id(), refused.reason(), refused.message()));
        }
        ((Result.Done) result).changes().forEach(change -> {
            happened.add(changeEvent(change, gone));
            if (change.action() == NodeChange.Action.DELETE) {
                judging.forget(change.nodeId());
            }
        });
        return Optional.empty();
    }

    private Optional<Node> mayGo(TableEdit edit) {
        if (edit instanceof TableEdit.Delete delete) {
            return table.find(delete.id());
        }
        return edit instanceof TableEdit.Announce announce
                ? table.view().find(announce.node().name())
                : Optional.empty();
    }

    private void assign(Command.Assign assign, String author, List<Event> happened) {
        String before = settings.getOrDefault(assign.key(), "");
        if (assign.value().isEmpty()) {
            settings.remove(assign.key());
        } else if (settings.size() < MAX_SETTINGS || settings.containsKey(assign.key())) {
            settings.put(assign.key(), assign.value());
        }
        happened.add(event(
                EventType.SETTING,
                Severity.INFO,
                assign.key(),
                assign.key() + " is now " + (assign.value().isEmpty() ? "the default" : assign.value()) + ", by "
                        + author,
                Map.of("from", before, "to", assign.value(), "author", author)));
    }

    private Event changeEvent(NodeChange change, Optional<Node> before) {
        Node shown = change.data().or(() -> before).orElseThrow();
        String what = switch (change.action()) {
            case CREATE -> shown.name() + " is in the table, at " + shown.address();
            case UPDATE -> shown.name() + " changed, at " + shown.address();
            case DELETE -> shown.name() + " is out of the table";
        };
        return event(
                EventType.TABLE_CHANGE,
                Severity.INFO,
                shown.name(),
                what + " (version " + change.version() + ", by " + change.author() + ")",
                Map.of(
                        "version", Long.toString(change.version()),
                        "action", change.action().name(),
                        "node", change.nodeId().toString(),
                        "author", change.author()));
    }

    private Event votersEvent(Membership membership) {
        List<String> names =
                membership.voters().stream().map(this::nameOf).sorted().toList();
        return event(
                EventType.VOTERS,
                Severity.INFO,
                "cluster",
                (membership.isJoint() ? "changing the voters to " : "the voters are ") + String.join(", ", names),
                Map.of("voters", String.join(",", names), "joint", Boolean.toString(membership.isJoint())));
    }

    private Event event(Judging.Told told) {
        return event(told.type(), told.severity(), told.subject(), told.message(), told.details());
    }

    private Event event(
            EventType type, Severity severity, String subject, String message, Map<String, String> details) {
        return events.add(timeMillis, type, severity, subject, message, details);
    }

    String nameOf(NodeId id) {
        return table.find(id).map(Node::name).orElseGet(id::brief);
    }

    int keepChanges() {
        String text = settings.getOrDefault(KEEP_CHANGES, "");
        boolean isNumber = !text.isEmpty() && text.length() <= 8 && text.chars().allMatch(c -> c >= '0' && c <= '9');
        return isNumber ? Math.max(1, Integer.parseInt(text)) : DEFAULT_KEEP;
    }

    private void remember(CommandId id, Remembered result) {
        remembered.put(id, result);
        if (remembered.size() > REMEMBERED_COMMANDS) {
            remembered.remove(remembered.keySet().iterator().next());
        }
    }

    /** The whole state, for a snapshot. */
    Bytes snapshot() {
        var out = new WireWriter(64 * 1024);
        out.u8(FORMAT).uuid(clusterId).i64(timeMillis);
        table.write(out);
        out.list(settings.entrySet(), (w, e) -> w.text(e.getKey()).text(e.getValue()));
        judging.write(out);
        out.list(remembered.entrySet(), (w, e) -> {
            w.uuid(e.getKey().value())
                    .i64(e.getValue().version())
                    .i64(e.getValue().index());
            w.optional(
                    e.getValue().refused(),
                    (x, refused) -> x.text(refused.reason().name()).text(refused.message()));
        });
        events.write(out);
        return out.toBytes();
    }

    /** The state in a snapshot. */
    static ClusterState restore(Bytes bytes) {
        var in = new WireReader(bytes);
        int format = in.u8();
        if (format < 1 || format > FORMAT) {
            throw new WireException("a snapshot of format " + format + ", this version knows 1 to " + FORMAT);
        }
        var state = new ClusterState(in.uuid());
        state.timeMillis = in.i64();
        state.table = format < 3 ? NodeTableState.readFirst(in) : NodeTableState.read(in);
        in.list(MAX_SETTINGS, r -> Map.entry(r.text(CommandCodec.MAX_KEY), r.text(CommandCodec.MAX_VALUE)))
                .forEach(e -> state.settings.put(e.getKey(), e.getValue()));
        state.judging = format == 1 ? Judging.readFirst(in) : Judging.read(in);
        in.list(REMEMBERED_COMMANDS, ClusterState::readRemembered)
                .forEach(e -> state.remembered.put(e.getKey(), e.getValue()));
        state.events = EventLog.read(EventStream.CLUSTER, in);
        in.expectEnd();
        return state;
    }

    private static Map.Entry<CommandId, Remembered> readRemembered(WireReader in) {
        var id = new CommandId(in.uuid());
        long version = in.i64();
        long index = in.i64();
        Optional<EditOutcome.Refused> refused =
                in.optional(r -> new EditOutcome.Refused(id, EditOutcome.Refusal.valueOf(r.text(32)), r.text(4096)));
        return Map.entry(id, new Remembered(version, index, refused));
    }
}
