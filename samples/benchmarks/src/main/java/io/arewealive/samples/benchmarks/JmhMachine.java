package io.arewealive.samples.benchmarks;

import io.arewealive.core.machine.NodeMachine;
import io.arewealive.core.machine.NodeSetup;
import io.arewealive.core.raft.RaftTiming;
import io.arewealive.core.raft.Recovered;
import io.arewealive.core.step.Effect;
import io.arewealive.core.step.Ending;
import io.arewealive.core.step.Input;
import io.arewealive.core.step.LivenessTiming;
import io.arewealive.core.step.Now;
import io.arewealive.core.table.TableEdit;
import io.arewealive.node.CommandId;
import io.arewealive.node.Node;
import io.arewealive.node.NodeEdit;
import io.arewealive.node.NodeId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
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

/**
 * What an edit costs a whole node, without disk and network: proposed, "written", applied, answered, and the status of 100 nodes
 * built and published. This is how much the one thread of a node can do.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 10, time = 1)
public class JmhMachine {

    private static final long TIMEOUT = Duration.ofSeconds(5).toNanos();

    private final NodeMachine machine;
    private final List<Input> inputs = new ArrayList<>();
    private final NodeId row;
    private long nanos = 1;
    private long edits;
    private long answered;

    /** A node alone in its cluster, with 100 rows. */
    public JmhMachine() {
        var self = new NodeId(new UUID(9, 9));
        var cluster = new UUID(8, 8);
        var founding = Recovered.founding(self);
        var recovered = new Recovered(
                founding.hardState(), 1, founding.snapshot(), NodeMachine.foundingState(cluster, Map.of()), List.of());
        machine = new NodeMachine(setup(self), Optional.of(cluster), recovered, new SplittableRandom(1), now());
        for (int i = 0; i < 200; i++) {
            nanos += Duration.ofMillis(20).toNanos();
            run();
        }
        for (int i = 1; i < 100; i++) {
            edit(new TableEdit.Add(JmhTable.row(i)));
        }
        row = new NodeId(new UUID(0, 1));
    }

    /** One edit, from the question to the answer. */
    @Benchmark
    public long editAndPublish() {
        edit(new TableEdit.Update(row, NodeEdit.none().withPort((int) (1 + edits % 60_000))));
        return answered;
    }

    private void edit(TableEdit edit) {
        edits++;
        inputs.add(new Input.Edit(edits, new CommandId(new UUID(1, edits)), "jmh", edit, TIMEOUT));
        run();
        if (answered != edits) {
            throw new IllegalStateException("edit " + edits + " was not answered");
        }
    }

    /** Steps until nothing comes back. */
    private void run() {
        do {
            nanos += 10_000;
            List<Input> now = List.copyOf(inputs);
            inputs.clear();
            machine.step(now, now(), 0).forEach(this::carryOut);
        } while (!inputs.isEmpty());
    }

    private void carryOut(Effect effect) {
        if (effect instanceof Effect.Persist persist) {
            inputs.add(new Input.Persisted(persist.work().sequence()));
        } else if (effect instanceof Effect.SaveSnapshot save) {
            inputs.add(new Input.SnapshotSaved(save.meta()));
        } else if (effect instanceof Effect.CommandDone done
                && done.ending() instanceof Ending.Settled settled
                && settled.result().isDone()) {
            answered = done.token();
        }
    }

    private Now now() {
        return new Now(nanos, nanos / 1_000_000);
    }

    private static NodeSetup setup(NodeId self) {
        var row = JmhTable.row(100);
        var me = new Node(self, "self", "127.0.0.1", 7800, row.lifetime(), row.votes(), false, true, false);
        var liveness = new LivenessTiming(Duration.ofMillis(100), Duration.ofMillis(500), Duration.ofMillis(150));
        return new NodeSetup(
                me,
                "jmh",
                "0",
                "loopback",
                1,
                List.of(),
                NodeSetup.Arrival.PLAIN,
                Map.of(),
                3,
                NodeSetup.Snapshots.every(10_000),
                liveness,
                timing());
    }

    private static RaftTiming timing() {
        return new RaftTiming(
                Duration.ofMillis(100),
                Duration.ofMillis(700),
                Duration.ofMillis(1400),
                Duration.ofMillis(20),
                Duration.ofMillis(70),
                Duration.ofMillis(400),
                256 * 1024,
                16,
                8_192,
                256 * 1024 * 1024,
                100);
    }
}
