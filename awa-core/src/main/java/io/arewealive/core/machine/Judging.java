package io.arewealive.core.machine;

import io.arewealive.core.machine.Alarms.Subject;
import io.arewealive.core.machine.Command.Envelope;
import io.arewealive.core.step.Result;
import io.arewealive.core.table.NodeTableState;
import io.arewealive.core.wire.WireReader;
import io.arewealive.core.wire.WireWriter;
import io.arewealive.event.EventType;
import io.arewealive.node.EditOutcome.Refusal;
import io.arewealive.node.Lifetime;
import io.arewealive.node.Node;
import io.arewealive.node.NodeId;
import io.arewealive.status.Severity;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * What the cluster thinks of its nodes' lives: verdicts, alarms, maintenance, and since when somebody watches them. A part of the
 * replicated state: deterministic, no clock. Called from the loop only.
 */
final class Judging {

    /** A leader that was out of sight for less is no gap in what is known. */
    private static final long BLINK_MILLIS = 5_000;

    private Alarms alarms = new Alarms();
    private Maintenances maintenances = new Maintenances();
    private long watchedMillis;

    /** A cluster event to be. */
    record Told(EventType type, Severity severity, String subject, String message, Map<String, String> details) {}

    /** What a command did. */
    record Done(List<Told> told, Optional<Result> refused) {}

    Alarms alarms() {
        return alarms;
    }

    Maintenances maintenances() {
        return maintenances;
    }

    /** A node is out of the table. */
    void forget(NodeId node) {
        alarms.forget(node);
        maintenances.forget(node);
    }

    /** Applies a command, if it is one of these. */
    Optional<Done> apply(Envelope envelope, NodeTableState table, long timeMillis) {
        Command command = envelope.command();
        if (command instanceof Command.Verdict verdict) {
            return about(verdict.node(), table, timeMillis, subject -> alarms.judge(subject, verdict, timeMillis));
        } else if (command instanceof Command.Ring ring) {
            return about(ring.node(), table, timeMillis, alarms::ring);
        } else if (command instanceof Command.Steady steady) {
            return about(steady.node(), table, timeMillis, subject -> alarms.steady(subject, timeMillis));
        } else if (command instanceof Command.Watching watching) {
            return told(watch(watching, timeMillis));
        } else if (command instanceof Command.Maintain maintain) {
            return Optional.of(begin(envelope, maintain, table, timeMillis));
        } else if (command instanceof Command.MaintainNoMore noMore) {
            return Optional.of(end(envelope, noMore, table, timeMillis));
        } else if (command instanceof Command.Expire) {
            return told(expire(table, timeMillis));
        }
        return Optional.empty();
    }

    private static Optional<Done> told(List<Told> told) {
        return Optional.of(new Done(told, Optional.empty()));
    }

    private Optional<Done> about(
            NodeId id, NodeTableState table, long timeMillis, Function<Subject, List<Alarms.Told>> action) {
        List<Told> told = new ArrayList<>();
        table.find(id)
                .map(node -> subject(node, timeMillis))
                .ifPresent(subject -> action.apply(subject)
                        .forEach(each -> told.add(new Told(
                                EventType.NODE_STATUS,
                                each.severity(),
                                subject.name(),
                                each.message(),
                                each.details()))));
        return told(told);
    }

    private Subject subject(Node node, long timeMillis) {
        return new Subject(
                node.id(),
                node.name(),
                node.lifetime() == Lifetime.PERMANENT ? Severity.CRITICAL : Severity.WARNING,
                maintenances.isQuiet(node.id(), timeMillis));
    }

    private List<Told> watch(Command.Watching watching, long timeMillis) {
        long before = watching.blindMillis() < 0
                ? watchedMillis
                : Math.max(watchedMillis, timeMillis - watching.blindMillis());
        boolean gap = watchedMillis > 0 && timeMillis - before >= BLINK_MILLIS;
        watchedMillis = timeMillis;
        if (!gap) {
            return List.of();
        }
        String from = Instant.ofEpochMilli(before).toString();
        String to = Instant.ofEpochMilli(timeMillis).toString();
        return List.of(new Told(
                EventType.QUORUM,
                Severity.INFO,
                "cluster",
                "there was no leader from " + from + " to " + to + "; how the nodes were meanwhile is not known",
                Map.of("from", from, "to", to)));
    }

    private Done begin(Envelope envelope, Command.Maintain maintain, NodeTableState table, long timeMillis) {
        Optional<Result> refused = unknown(maintain.node(), table);
        if (refused.isPresent()) {
            return new Done(List.of(), refused);
        }
        maintenances.begin(maintain.node(), timeMillis, maintain.forMillis(), envelope.author(), maintain.reason());
        String until = Instant.ofEpochMilli(timeMillis + maintain.forMillis()).toString();
        String why = maintain.reason().isEmpty() ? "" : ": " + maintain.reason();
        return new Done(
                List.of(maintenanceTold(
                        maintain.node(),
                        table,
                        "in maintenance until " + until + ", by " + envelope.author() + why,
                        Map.of(
                                "on",
                                "true",
                                "until",
                                until,
                                "author",
                                envelope.author(),
                                "reason",
                                maintain.reason()))),
                Optional.empty());
    }

    private Done end(Envelope envelope, Command.MaintainNoMore noMore, NodeTableState table, long timeMillis) {
        Optional<Result> refused = unknown(noMore.node(), table);
        if (refused.isPresent()) {
            return new Done(List.of(), refused);
        }
        boolean inWhole =
                noMore.node().isPresent() && maintenances.ofCluster(timeMillis).isPresent();
        if (inWhole) {
            return new Done(
                    List.of(),
                    Optional.of(Results.refused(
                            Refusal.INVALID,
                            table.version(),
                            name(noMore.node().orElseThrow(), table)
                                    + " is in maintenance with the whole cluster; end that with --all")));
        }
        if (!maintenances.end(noMore.node())) {
            return new Done(List.of(), Optional.empty());
        }
        wake(noMore.node(), table);
        return new Done(
                List.of(maintenanceTold(
                        noMore.node(),
                        table,
                        "not in maintenance any more, by " + envelope.author(),
                        Map.of("on", "false", "author", envelope.author()))),
                Optional.empty());
    }

    private List<Told> expire(NodeTableState table, long timeMillis) {
        List<Told> told = new ArrayList<>();
        for (Optional<NodeId> node : maintenances.expire(timeMillis)) {
            wake(node, table);
            told.add(maintenanceTold(
                    node, table, "not in maintenance any more: its time is over", Map.of("on", "false")));
        }
        return told;
    }

    private void wake(Optional<NodeId> node, NodeTableState table) {
        node.ifPresentOrElse(alarms::wake, () -> table.view().nodes().forEach(each -> alarms.wake(each.id())));
    }

    private static Optional<Result> unknown(Optional<NodeId> node, NodeTableState table) {
        return node.filter(id -> table.find(id).isEmpty())
                .map(id -> Results.refused(Refusal.NO_SUCH_NODE, table.version(), "no row has the id " + id));
    }

    private static Told maintenanceTold(
            Optional<NodeId> node, NodeTableState table, String what, Map<String, String> details) {
        String subject = node.map(id -> name(id, table)).orElse("cluster");
        Map<String, String> all = new HashMap<>(details);
        node.ifPresent(id -> all.put("node", id.toString()));
        return new Told(
                EventType.MAINTENANCE,
                Severity.INFO,
                subject,
                (node.isPresent() ? subject : "the whole cluster") + " is " + what,
                all);
    }

    private static String name(NodeId id, NodeTableState table) {
        return table.find(id).map(Node::name).orElseGet(id::brief);
    }

    void write(WireWriter out) {
        out.i64(watchedMillis);
        alarms.write(out);
        maintenances.write(out);
    }

    /** As it was before there were alarms: verdicts alone. */
    static Judging readFirst(WireReader in) {
        var judging = new Judging();
        judging.alarms = Alarms.readFirst(in);
        return judging;
    }

    static Judging read(WireReader in) {
        var judging = new Judging();
        judging.watchedMillis = in.i64();
        judging.alarms = Alarms.read(in);
        judging.maintenances = Maintenances.read(in);
        return judging;
    }
}
