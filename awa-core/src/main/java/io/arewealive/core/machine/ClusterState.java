package io.arewealive.core.machine;

import io.arewealive.core.kv.KvState;
import io.arewealive.core.kv.Writing;
import io.arewealive.core.machine.Alarms.Standing;
import io.arewealive.core.machine.Command.Envelope;
import io.arewealive.core.raft.Entry;
import io.arewealive.core.raft.Membership;
import io.arewealive.core.step.Ending;
import io.arewealive.core.step.Result;
import io.arewealive.core.table.NodeTableState;
import io.arewealive.core.table.NodeTableState.Cause;
import io.arewealive.core.table.TableEdit;
import io.arewealive.core.wire.Bytes;
import io.arewealive.core.wire.WireException;
import io.arewealive.core.wire.WireReader;
import io.arewealive.core.wire.WireWriter;
import io.arewealive.event.Event;
import io.arewealive.event.EventStream;
import io.arewealive.event.EventType;
import io.arewealive.kv.KvChange;
import io.arewealive.node.CommandId;
import io.arewealive.node.Node;
import io.arewealive.node.NodeChange;
import io.arewealive.node.NodeId;
import io.arewealive.status.NodeState;
import io.arewealive.status.Severity;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Everything the cluster agrees on: the node table, the leader's verdicts, cluster-wide settings, cluster events, and which
 * commands were applied. Deterministic: entries in, outcomes out, snapshot and restore, nothing else. Called from the loop only.
 */
final class ClusterState {

    static final String KEEP_CHANGES = "awa.changes.keep";
    static final String KV_BYTES = "awa.kv.max-bytes";

    private static final int DEFAULT_KEEP = 10_000;
    private static final long DEFAULT_KV_BYTES = 16 << 20;
    private static final int FORMAT = 5;
    private static final int MAX_SETTINGS = 1_000;

    /**
     * What applying one entry did.
     *
     * @param ending how the command ended, if it was one
     * @param lease the lease that it granted or renewed; else 0
     */
    record Applied(
            long index,
            Optional<CommandId> commandId,
            Optional<Ending.Settled> ending,
            boolean tableChanged,
            List<Event> events,
            List<KvChange> changes,
            long lease) {

        static Applied nothing(long index, List<Event> events) {
            return new Applied(index, Optional.empty(), Optional.empty(), false, events, List.of(), 0);
        }
    }

    private UUID clusterId;
    private NodeTableState table = new NodeTableState();
    private Judging judging = new Judging();
    private final Map<String, String> settings = new TreeMap<>();
    private final Map<NodeId, Seen> seen = new TreeMap<>();
    private KvState kv = new KvState();
    private Memory memory = new Memory();
    private EventLog events = new EventLog(EventStream.CLUSTER, 0);
    private long timeMillis;
    private long kvMaxBytes = DEFAULT_KV_BYTES;

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

    /** How far a voter is known to have come, by the leaders. */
    Seen seen(NodeId id) {
        return seen.getOrDefault(id, Seen.NOTHING);
    }

    /** The key-value store. */
    KvState kv() {
        return kv;
    }

    Optional<Remembered> remembered(CommandId id) {
        return memory.find(id);
    }

    /** Applies one committed entry. */
    Applied apply(Entry entry, Membership membership) {
        return switch (entry.kind()) {
            case NOOP -> Applied.nothing(entry.index(), List.of());
            case MEMBERSHIP -> Applied.nothing(entry.index(), List.of(votersEvent(membership)));
            case COMMAND -> applyCommand(entry);
        };
    }

    private Applied applyCommand(Entry entry) {
        Envelope envelope = CommandCodec.decode(entry.payload());
        Optional<Ending.Settled> before = memory.before(envelope);
        if (before.isPresent()) {
            return new Applied(entry.index(), Optional.of(envelope.id()), before, false, List.of(), List.of(), 0);
        }
        timeMillis = Math.max(timeMillis, envelope.timeMillis());
        List<Event> happened = new ArrayList<>(1);
        List<KvChange> changes = new ArrayList<>(1);
        long versionBefore = table.version();
        Result result = envelope.command() instanceof Command.Noop
                ? Result.done(entry.index())
                : execute(envelope, happened, changes);
        memory.add(envelope.id(), new Remembered(result, entry.index()));
        return new Applied(
                entry.index(),
                Optional.of(envelope.id()),
                Optional.of(new Ending.Settled(result, false, 1)),
                table.version() != versionBefore,
                happened,
                changes,
                envelope.command() instanceof Command.Write && result.isDone() ? result.lease() : 0);
    }

    private Result execute(Envelope envelope, List<Event> happened, List<KvChange> changes) {
        Command command = envelope.command();
        if (command instanceof Command.Write write) {
            return kv.apply(write.write(), writing(envelope.author(), changes));
        } else if (command instanceof Command.ExpireLease expire) {
            return kv.expire(expire.lease(), expire.renewals(), writing("", changes));
        } else if (command instanceof Command.Restored restored) {
            beginAnew(envelope, restored, happened);
            return Result.done(table.version());
        } else if (command instanceof Command.Edit edit) {
            return edit(envelope, edit, happened).orElseGet(() -> Result.done(table.version()));
        }
        Optional<Judging.Done> judged = judging.apply(envelope, table, timeMillis);
        if (judged.isPresent()) {
            judged.get().told().forEach(told -> happened.add(event(told)));
            return judged.get().refused().orElseGet(() -> Result.done(table.version()));
        }
        govern(envelope, happened);
        return Result.done(table.version());
    }

    /** None of the nodes that this state knows has joined the cluster that begins with it; no lease has a holder there. */
    private void beginAnew(Envelope envelope, Command.Restored restored, List<Event> happened) {
        table.view().nodes().forEach(node -> judging.forget(node.id()));
        table.reserveAll(new Cause(envelope.id(), Instant.ofEpochMilli(timeMillis), envelope.author()), keepChanges());
        seen.clear();
        kv.endLeases(restored.floor(), writing(envelope.author(), new ArrayList<>()));
        happened.add(event(
                EventType.QUORUM,
                Severity.WARNING,
                "cluster",
                "a new cluster begins with " + restored.from()
                        + ": its nodes are expected back, its leases and their keys have ended",
                Map.of("from", restored.from())));
    }

    /** It belongs to another cluster now. */
    void belongTo(UUID cluster) {
        clusterId = cluster;
    }

    private Writing writing(String author, List<KvChange> changes) {
        return new Writing(author, timeMillis, kvMaxBytes(), changes::add);
    }

    private void govern(Envelope envelope, List<Event> happened) {
        Command command = envelope.command();
        if (command instanceof Command.Progressed progressed) {
            if (table.find(progressed.node()).isPresent()) {
                seen.merge(progressed.node(), new Seen(progressed.incarnation(), progressed.applied()), Seen::and);
            }
        } else if (command instanceof Command.Elected elected) {
            happened.add(event(
                    EventType.LEADER,
                    Severity.INFO,
                    nameOf(elected.leader()),
                    nameOf(elected.leader()) + " leads since term " + elected.term(),
                    Map.of("leader", nameOf(elected.leader()), "term", Long.toString(elected.term()))));
        } else if (command instanceof Command.Recovered recovered) {
            kv.riseAbove();
            seen.replaceAll((node, was) -> new Seen(was.incarnation(), 0)); // the others begin with empty logs
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
    }

    private Optional<Result> edit(Envelope envelope, Command.Edit edit, List<Event> happened) {
        Optional<Node> gone = mayGo(edit.edit());
        NodeTableState.Result edited = table.apply(
                edit.edit(),
                new Cause(envelope.id(), Instant.ofEpochMilli(timeMillis), envelope.author()),
                id -> verdict(id)
                        .map(Standing::state)
                        .filter(NodeState.ONLINE::equals)
                        .isPresent(),
                keepChanges());
        if (edited instanceof NodeTableState.Result.Refused refused) {
            return Optional.of(Results.refused(refused.reason(), table.version(), refused.message()));
        }
        ((NodeTableState.Result.Done) edited).changes().forEach(change -> {
            happened.add(changeEvent(change, gone));
            if (change.action() == NodeChange.Action.DELETE) {
                judging.forget(change.nodeId());
                seen.remove(change.nodeId());
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
        settingsChanged();
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

    private void settingsChanged() {
        kvMaxBytes = Sizes.of(settings.getOrDefault(KV_BYTES, ""), DEFAULT_KV_BYTES);
    }

    /** How large the key-value store may become. */
    long kvMaxBytes() {
        return kvMaxBytes;
    }

    /** The whole state, for a snapshot. */
    Bytes snapshot() {
        return capture().get();
    }

    /**
     * The whole state as it is now, to be encoded by any one thread while this one goes on. What may be large, the keys, is only listed
     * here.
     */
    Supplier<Bytes> capture() {
        var out = new WireWriter(64 * 1024);
        out.u8(FORMAT).uuid(clusterId).i64(timeMillis);
        table.write(out);
        out.list(settings.entrySet(), (w, e) -> w.text(e.getKey()).text(e.getValue()));
        judging.write(out);
        memory.write(out);
        events.write(out);
        out.list(seen.entrySet(), (w, e) -> e.getValue().write(w.uuid(e.getKey().value())));
        Consumer<WireWriter> keys = kv.capture();
        return () -> {
            keys.accept(out);
            return out.toBytes();
        };
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
        state.memory = format < 4 ? Memory.readFirst(in) : Memory.read(in);
        state.events = EventLog.read(EventStream.CLUSTER, in);
        if (format >= 5) {
            in.list(NodeTableState.MAX_NODES, r -> Map.entry(new NodeId(r.uuid()), Seen.read(r)))
                    .forEach(e -> state.seen.put(e.getKey(), e.getValue()));
        }
        if (format >= 4) {
            state.kv = KvState.read(in);
        }
        state.settingsChanged();
        in.expectEnd();
        return state;
    }
}
