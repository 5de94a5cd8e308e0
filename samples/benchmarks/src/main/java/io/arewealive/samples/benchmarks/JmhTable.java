package io.arewealive.samples.benchmarks;

import io.arewealive.core.table.NodeTableState;
import io.arewealive.core.table.NodeTableState.Cause;
import io.arewealive.core.table.TableEdit;
import io.arewealive.node.CommandId;
import io.arewealive.node.Lifetime;
import io.arewealive.node.Node;
import io.arewealive.node.NodeEdit;
import io.arewealive.node.NodeId;
import io.arewealive.node.Votes;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What an edit costs the table itself: 100 rows, 10,000 changes kept. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 10, time = 1)
public class JmhTable {

    private static final int KEEP = 10_000;

    private final NodeTableState table = new NodeTableState();
    private final NodeId row = new NodeId(new UUID(0, 1));
    private int edits;

    /** Fills the table. */
    public JmhTable() {
        for (int i = 1; i <= 100; i++) {
            apply(new TableEdit.Add(row(i)));
        }
    }

    /** One update, with its hash and crc, and the view that readers get. */
    @Benchmark
    public Object applyEditAndView() {
        apply(new TableEdit.Update(row, NodeEdit.none().withPort(1 + ++edits % 60_000)));
        return table.view();
    }

    static Node row(int number) {
        var id = new NodeId(new UUID(0, number));
        return new Node(id, "row-" + number, "10.0.0.1", 7800, Lifetime.PERMANENT, Votes.AUTO, false, false, false);
    }

    private void apply(TableEdit edit) {
        var cause = new Cause(new CommandId(new UUID(1, edits)), Instant.EPOCH, "jmh");
        if (!(table.apply(edit, cause, id -> false, KEEP) instanceof NodeTableState.Result.Done)) {
            throw new IllegalStateException("refused: " + edit);
        }
    }
}
