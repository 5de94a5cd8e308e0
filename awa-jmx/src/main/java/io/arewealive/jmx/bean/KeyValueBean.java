package io.arewealive.jmx.bean;

import io.arewealive.jmx.open.Arguments;
import io.arewealive.jmx.open.OpenBean;
import io.arewealive.jmx.open.Operation;
import io.arewealive.jmx.open.Operation.Impact;
import io.arewealive.jmx.open.Parameter;
import io.arewealive.jmx.shape.KvChangesShape;
import io.arewealive.jmx.shape.KvEntryShape;
import io.arewealive.jmx.shape.KvLeaseShape;
import io.arewealive.jmx.shape.KvListingShape;
import io.arewealive.jmx.shape.KvStatsShape;
import io.arewealive.jmx.shape.Words;
import io.arewealive.kv.Consistency;
import io.arewealive.kv.KeyValue;
import io.arewealive.kv.KvStats;
import io.arewealive.node.NodeTable;
import java.util.List;

/** The key-value store: how it stands, to read, to write and to watch. */
final class KeyValueBean {

    private static final int DEFAULT_CHILDREN = 1_000;
    private static final int DEFAULT_CHANGES = 100;
    private static final String KEY = "key";
    private static final String DIRECTORY = "directory";
    private static final String AFTER = "after";
    private static final String CONSISTENCY = "consistency";
    private static final String PREFIX = "prefix";
    private static final String REVISION = "revision";

    private final KeyValue pairs;
    private final LongPolls polls;

    private KeyValueBean(KeyValue pairs) {
        this.pairs = pairs;
        this.polls = new LongPolls(pairs);
    }

    static OpenBean<KvStats> of(KeyValue pairs, NodeTable table) {
        var bean = new KeyValueBean(pairs);
        return OpenBean.<KvStats>describe(
                        "The pairs of keys and values that the cluster keeps, equal on all nodes; the attributes are as"
                                + " this node has it.",
                        pairs::stats)
                .attributes(KvStatsShape.SHAPE)
                .operation(bean.get(List.of()))
                .operation(bean.get(List.of(consistency(), timeout())))
                .operation(bean.list(List.of()))
                .operation(bean.list(List.of(
                        Parameter.text(AFTER, "The child after which to begin; empty for the first."),
                        Limits.parameter(DEFAULT_CHILDREN, KeyValue.MOST),
                        consistency(),
                        timeout())))
                .operations(KeyValueWrites.of(pairs))
                .operations(LeaseOperations.of(pairs))
                .operation(bean.leases())
                .operation(bean.changes())
                .operation(Fates.operation(table))
                .build();
    }

    private Operation get(List<Parameter> more) {
        return new Operation(
                "get",
                "Gives what a key holds; the short form is linear, as new as the cluster knows it.",
                Impact.READS,
                KvEntryShape.SHAPE.type(),
                Edits.joined(List.of(Parameter.text(KEY, "The key, for example app/db/primary.")), more),
                arguments -> KvEntryShape.SHAPE.row(
                        pairs.get(arguments.exactText(KEY), consistency(arguments), Timeouts.LOG.read(arguments))));
    }

    private Operation list(List<Parameter> more) {
        return new Operation(
                "list",
                "Lists what lies directly below a directory; the short form is linear and gives the first "
                        + DEFAULT_CHILDREN + ".",
                Impact.READS,
                KvListingShape.SHAPE.type(),
                Edits.joined(
                        List.of(Parameter.text(DIRECTORY, "As a key; empty for the directory of all keys.")), more),
                arguments -> KvListingShape.SHAPE.row(pairs.list(
                        arguments.exactText(DIRECTORY),
                        arguments.has(AFTER) ? arguments.exactText(AFTER) : "",
                        arguments.has(AFTER)
                                ? Limits.read(arguments, DEFAULT_CHILDREN, KeyValue.MOST)
                                : DEFAULT_CHILDREN,
                        consistency(arguments),
                        Timeouts.LOG.read(arguments))));
    }

    private Operation leases() {
        return new Operation(
                "listLeases",
                "Lists the leases that stand, as this node has them.",
                Impact.READS,
                KvLeaseShape.SHAPE.arrayType(),
                List.of(),
                arguments -> KvLeaseShape.SHAPE.rows(pairs.leases()));
    }

    private Operation changes() {
        return new Operation(
                "changes",
                "Gives the changes after a revision, or says that they are no longer kept; waits for the first one.",
                Impact.READS,
                KvChangesShape.SHAPE.type(),
                List.of(
                        Parameter.text(PREFIX, "What the keys begin with; empty for all."),
                        Parameter.number(REVISION, "changes", "The revision after which to begin; 0 for all."),
                        Limits.parameter(DEFAULT_CHANGES, KeyValue.MOST),
                        WaitingRoom.parameter("change")),
                arguments -> KvChangesShape.SHAPE.row(polls.changes(
                        arguments.exactText(PREFIX),
                        Limits.notNegative(arguments, REVISION),
                        Limits.read(arguments, DEFAULT_CHANGES, KeyValue.MOST),
                        WaitingRoom.read(arguments))));
    }

    private static Parameter consistency() {
        return Parameter.text(
                CONSISTENCY,
                "linear: as new as the cluster knows it; local: this node's copy, at once. Empty for linear.");
    }

    private static Parameter timeout() {
        return Timeouts.LOG.parameter();
    }

    private static Consistency consistency(Arguments arguments) {
        var word = arguments.has(CONSISTENCY) ? arguments.text(CONSISTENCY) : "";
        return word.isEmpty() || word.equals(Consoles.FILLED_IN)
                ? Consistency.LINEAR
                : Words.parse(Consistency.class, CONSISTENCY, word);
    }
}
