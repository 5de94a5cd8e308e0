package io.arewealive.core.machine;

import io.arewealive.core.liveness.LivenessMachine;
import io.arewealive.core.table.NodeTableState;
import io.arewealive.core.wire.WireReader;
import io.arewealive.core.wire.WireWriter;
import io.arewealive.node.NodeId;
import io.arewealive.status.NodeState;
import io.arewealive.status.Severity;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The leader's verdicts on the nodes, and what of them rings. A verdict counts at once; it is told like this:
 *
 * <ol>
 *   <li>A node that is lost is told when the leader says that the hold is over ({@link #ring}): that rings.
 *   <li>A node that is back before has stalled, or was gone: told once, and does not ring.
 *   <li>A goodbye and a return never ring.
 *   <li>A node that flaps rings once; then it is told what happens, but nothing rings, until it is steady. If it is lost then, that
 *       rings.
 *   <li>In maintenance nothing rings; when it ends, what is lost does.
 * </ol>
 *
 * A part of the replicated state: deterministic, no clock. Called from the loop only.
 */
final class Alarms {

    private final Map<NodeId, Watched> nodes = new TreeMap<>();

    /**
     * A verdict of the leader's on a node.
     *
     * @param state alive or not
     * @param reason why
     * @param sinceMillis when the verdict was passed
     * @param awaySinceMillis when it was last online, if it is not now
     * @param told whether that it is lost has been told
     */
    record Standing(NodeState state, String reason, long sinceMillis, long awaySinceMillis, boolean told) {

        Standing asTold() {
            return new Standing(state, reason, sinceMillis, awaySinceMillis, true);
        }
    }

    /** Something to tell as a cluster event. */
    record Told(Severity severity, String message, Map<String, String> details) {}

    /** A node, as far as its alarms go. */
    private record Watched(Standing standing, Flapping flapping) {}

    /**
     * Whom a change is about.
     *
     * @param id the node
     * @param name its name
     * @param loss how bad its loss is
     * @param quiet whether it is in maintenance
     */
    record Subject(NodeId id, String name, Severity loss, boolean quiet) {}

    Optional<Standing> standing(NodeId id) {
        return Optional.ofNullable(nodes.get(id)).map(Watched::standing);
    }

    boolean isFlapping(NodeId id) {
        return flapping(id).flapping();
    }

    /** Whether a node that flapped is steady by now. */
    boolean isSteady(NodeId id, long timeMillis) {
        return flapping(id).isSteady(timeMillis);
    }

    private Flapping flapping(NodeId id) {
        return Optional.ofNullable(nodes.get(id)).map(Watched::flapping).orElse(Flapping.NONE);
    }

    void forget(NodeId id) {
        nodes.remove(id);
    }

    /** The leader passes a verdict. */
    List<Told> judge(Subject subject, Command.Verdict verdict, long timeMillis) {
        Optional<Standing> before = standing(subject.id());
        NodeState from = before.map(Standing::state).orElse(NodeState.UNKNOWN);
        NodeState to = verdict.state();
        if (from == to) {
            return List.of();
        }
        boolean wasFlapping = isFlapping(subject.id());
        Flapping flapping = flapping(subject.id());
        boolean counts = from != NodeState.UNKNOWN && (from == NodeState.ONLINE || to == NodeState.ONLINE);
        if (counts && !subject.quiet()) {
            flapping = flapping.changed(timeMillis);
        }
        boolean held = to == NodeState.OFFLINE && !flapping.flapping() && !subject.quiet();
        long away = before.filter(b -> b.state() != NodeState.ONLINE)
                .map(Standing::awaySinceMillis)
                .orElse(timeMillis);
        var standing = new Standing(to, verdict.reason(), timeMillis, away, !held);
        nodes.put(subject.id(), new Watched(standing, flapping));
        if (flapping.flapping() && !wasFlapping) {
            return List.of(flaps(subject, from, standing));
        }
        if (held) {
            return List.of();
        }
        return List.of(
                to == NodeState.ONLINE
                        ? back(subject, before, standing)
                        : gone(subject, from, standing, Severity.INFO));
    }

    private Told flaps(Subject subject, NodeState from, Standing standing) {
        String often = Flapping.BEGINS_AT + " changes within " + Flapping.WINDOW.toMinutes() + " minutes";
        return new Told(
                Severity.WARNING,
                subject.name() + " is flapping: " + often + ", now "
                        + standing.state().word() + because(standing) + "; it does not ring again until it is steady",
                details(subject, from, standing, "flapping", "true"));
    }

    private Told back(Subject subject, Optional<Standing> before, Standing now) {
        Optional<Standing> lost = before.filter(b -> b.state() != NodeState.UNKNOWN);
        NodeState from = before.map(Standing::state).orElse(NodeState.UNKNOWN);
        String message = lost.map(b -> {
                    String time = seconds(now.sinceMillis() - b.awaySinceMillis());
                    return b.told()
                            ? subject.name() + " is online again, after " + time
                            : subject.name() + " " + wasAway(b) + " for " + time + because(b);
                })
                .orElse(subject.name() + " is online");
        Optional<Standing> stall = lost.filter(b -> !b.told());
        Map<String, String> details =
                new HashMap<>(details(subject, from, now, "stalled", Boolean.toString(stall.isPresent())));
        stall.ifPresent(b -> details.put("reason", b.reason()));
        return new Told(Severity.INFO, message, details);
    }

    private static String wasAway(Standing lost) {
        return lost.reason().equals(LivenessMachine.PROCESS_ENDED) ? "was gone" : "stalled";
    }

    private static Told gone(Subject subject, NodeState from, Standing standing, Severity severity) {
        return new Told(
                severity,
                subject.name() + " is " + standing.state().word() + since(standing) + because(standing),
                details(subject, from, standing, "flapping", "false"));
    }

    /** The leader says that a node has been lost for as long as losses are held back. */
    List<Told> ring(Subject subject) {
        Optional<Standing> lost = standing(subject.id()).filter(s -> s.state() == NodeState.OFFLINE && !s.told());
        if (lost.isEmpty() || isFlapping(subject.id()) || subject.quiet()) {
            return List.of();
        }
        return List.of(tell(subject, lost.get()));
    }

    /** The leader says that a node that flapped is steady. */
    List<Told> steady(Subject subject, long timeMillis) {
        if (!isSteady(subject.id(), timeMillis)) {
            return List.of();
        }
        Standing standing = standing(subject.id()).orElseThrow();
        boolean rings = standing.state() == NodeState.OFFLINE && !subject.quiet();
        nodes.put(subject.id(), new Watched(standing, Flapping.NONE));
        if (rings) {
            return List.of(tell(subject, standing));
        }
        return List.of(new Told(
                Severity.INFO,
                subject.name() + " is steady again: " + standing.state().word(),
                details(subject, standing.state(), standing, "flapping", "false")));
    }

    /** A maintenance ended: what was kept quiet during it is to be told now. */
    void wake(NodeId id) {
        standing(id)
                .filter(s -> s.state() == NodeState.OFFLINE)
                .ifPresent(s -> nodes.put(
                        id,
                        new Watched(
                                new Standing(s.state(), s.reason(), s.sinceMillis(), s.awaySinceMillis(), false),
                                flapping(id))));
    }

    private Told tell(Subject subject, Standing lost) {
        nodes.put(subject.id(), new Watched(lost.asTold(), flapping(subject.id())));
        return gone(subject, NodeState.ONLINE, lost, subject.loss());
    }

    private static Map<String, String> details(
            Subject subject, NodeState from, Standing to, String more, String value) {
        return Map.of(
                "node",
                subject.id().toString(),
                "from",
                from.word(),
                "to",
                to.state().word(),
                "reason",
                to.reason(),
                "since",
                Instant.ofEpochMilli(to.sinceMillis()).toString(),
                "away",
                Instant.ofEpochMilli(to.awaySinceMillis()).toString(),
                more,
                value);
    }

    private static String since(Standing standing) {
        return standing.state() == NodeState.OFFLINE ? " since " + Instant.ofEpochMilli(standing.sinceMillis()) : "";
    }

    private static String because(Standing standing) {
        return standing.reason().isEmpty() ? "" : ": " + standing.reason();
    }

    private static String seconds(long millis) {
        return millis / 1000 + "." + millis % 1000 / 100 + " s";
    }

    void write(WireWriter out) {
        out.list(nodes.entrySet(), (w, e) -> {
            Standing s = e.getValue().standing();
            w.uuid(e.getKey().value())
                    .text(s.state().word())
                    .text(s.reason())
                    .i64(s.sinceMillis())
                    .i64(s.awaySinceMillis())
                    .bool(s.told())
                    .bool(e.getValue().flapping().flapping())
                    .list(e.getValue().flapping().changes(), WireWriter::i64);
        });
    }

    /** Verdicts alone; all have been told. */
    static Alarms readFirst(WireReader in) {
        var alarms = new Alarms();
        in.list(NodeTableState.MAX_NODES, r -> {
                    var id = new NodeId(r.uuid());
                    NodeState state = CommandCodec.readState(r);
                    String reason = r.text(CommandCodec.MAX_REASON);
                    long since = r.i64();
                    return Map.entry(id, new Watched(new Standing(state, reason, since, since, true), Flapping.NONE));
                })
                .forEach(e -> alarms.nodes.put(e.getKey(), e.getValue()));
        return alarms;
    }

    static Alarms read(WireReader in) {
        var alarms = new Alarms();
        in.list(
                        NodeTableState.MAX_NODES,
                        r -> Map.entry(
                                new NodeId(r.uuid()),
                                new Watched(
                                        new Standing(
                                                CommandCodec.readState(r),
                                                r.text(CommandCodec.MAX_REASON),
                                                r.i64(),
                                                r.i64(),
                                                r.bool()),
                                        new Flapping(r.bool(), r.list(Flapping.BEGINS_AT, WireReader::i64)))))
                .forEach(e -> alarms.nodes.put(e.getKey(), e.getValue()));
        return alarms;
    }
}
