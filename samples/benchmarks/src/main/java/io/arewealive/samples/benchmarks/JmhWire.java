package io.arewealive.samples.benchmarks;

import io.arewealive.core.step.DiskState;
import io.arewealive.core.step.Message;
import io.arewealive.core.step.MessageCodec;
import io.arewealive.core.step.NodeFacts;
import io.arewealive.core.wire.Bytes;
import io.arewealive.node.ChangeHash;
import io.arewealive.status.Role;
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

/** What a beat costs as bytes: each node sends and reads one for each other node at every beat. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 10, time = 1)
public class JmhWire {

    private final Message beat = new Message.Beat(new NodeFacts(
            4711,
            ChangeHash.EMPTY,
            4800,
            4801,
            7,
            Role.VOTER,
            true,
            DiskState.WORKS,
            86_400_000,
            0,
            "0.1.0",
            1,
            1_700_000_000_000L));
    private final Bytes encoded = MessageCodec.encode(beat);

    /** To bytes. */
    @Benchmark
    public Bytes encodeBeat() {
        return MessageCodec.encode(beat);
    }

    /** From bytes, with every check. */
    @Benchmark
    public Message decodeBeat() {
        return MessageCodec.decode(encoded);
    }
}
