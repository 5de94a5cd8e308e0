package io.arewealive.core.machine;

import io.arewealive.core.step.Ending;
import io.arewealive.core.step.Input;
import io.arewealive.kv.KvEntry;
import io.arewealive.kv.KvOutcome;
import io.arewealive.kv.KvWrite;
import io.arewealive.kv.Reading;
import io.arewealive.node.CommandId;
import java.time.Duration;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.UUID;

/**
 * Somebody who asks one thing after the other of whichever node comes to hand. What did not end is asked again under the same id at
 * another node, and given up after a while: then nobody knows.
 */
abstract class KvCaller {

    private static final Duration TIMEOUT = Duration.ofMillis(1_500);
    private static final long PATIENCE_NANOS = Duration.ofSeconds(3).toNanos();
    private static final int MOST_ATTEMPTS = 3;

    final int number;
    final SplittableRandom random;
    private final LocalCluster cluster;
    private Optional<Call> call = Optional.empty();
    private long idleUntil;

    KvCaller(int number, LocalCluster cluster, SplittableRandom random) {
        this.number = number;
        this.cluster = cluster;
        this.random = random;
    }

    /** One thing that is asked, and its present attempt. */
    private static final class Call {
        private final Optional<KvWrite> write;
        private final String key;
        private final CommandId id;
        private final long invoked;
        private int attempts;
        private boolean open;
        private LocalCluster.Host host;
        private long incarnation;
        private long token;
        private long begun;

        private Call(Optional<KvWrite> write, String key, CommandId id, long invoked, LocalCluster.Host host) {
            this.write = write;
            this.key = key;
            this.id = id;
            this.invoked = invoked;
            this.host = host;
        }
    }

    /** Chooses what comes next, by {@link #write} or {@link #read}, or nothing. */
    abstract void next();

    /** A write ended. */
    abstract void wrote(long invoked, long returned, KvWrite write, KvOutcome outcome);

    /** A read was answered. */
    abstract void saw(long invoked, long returned, String key, Reading.Found<Optional<KvEntry>> found);

    final void write(KvWrite write) {
        begin(Optional.of(write), "");
    }

    final void read(String key) {
        begin(Optional.empty(), key);
    }

    final boolean isBusy() {
        return call.isPresent();
    }

    /** Looks for an answer, or for something to do. */
    final void tick(boolean mayBegin) {
        long now = cluster.nanos();
        if (call.isPresent()) {
            look(call.get(), now);
        } else if (mayBegin && now >= idleUntil) {
            idleUntil = now + random.nextLong(Duration.ofMillis(120).toNanos());
            next();
        }
    }

    private void begin(Optional<KvWrite> write, String key) {
        var fresh =
                new Call(write, key, new CommandId(new UUID(random.nextLong(), 3)), cluster.nanos(), cluster.host(1));
        call = Optional.of(fresh);
        attempt(fresh);
    }

    private void attempt(Call it) {
        it.attempts++;
        it.host = cluster.anyUp(random).orElse(it.host);
        it.incarnation = it.host.incarnation;
        it.begun = cluster.nanos();
        it.token = cluster.ask(
                it.host,
                token -> it.write
                        .<Input>map(
                                wanted -> new Input.Write(token, it.id, "caller:" + number, wanted, TIMEOUT.toNanos()))
                        .orElseGet(() -> new Input.ReadKey(token, it.key, TIMEOUT.toNanos())));
    }

    private void look(Call it, long now) {
        Object answer = it.host.answers.remove(it.token);
        if (answer != null) {
            long at = it.host.answeredAt.getOrDefault(it.token, now);
            if (it.write.isPresent()) {
                ended(it, ((Ending) answer).write(it.id), at);
            } else {
                answered(it, answer, at);
            }
        } else if (!it.host.isUp() || it.host.incarnation != it.incarnation || now - it.begun > PATIENCE_NANOS) {
            it.open = true;
            again(it, new KvOutcome.Unknown(it.id, "no answer came"), now);
        }
    }

    private void ended(Call it, KvOutcome outcome, long at) {
        if (outcome instanceof KvOutcome.Unknown) {
            it.open = true;
            again(it, outcome, at);
        } else if (outcome instanceof KvOutcome.NoLeader || outcome instanceof KvOutcome.NoQuorum) {
            again(it, it.open ? new KvOutcome.Unknown(it.id, "an earlier attempt may yet be applied") : outcome, at);
        } else {
            call = Optional.empty();
            wrote(it.invoked, at, it.write.orElseThrow(), outcome);
        }
    }

    @SuppressWarnings("unchecked") // what a key holds was asked for
    private void answered(Call it, Object answer, long at) {
        if (answer instanceof Reading.Found<?> found) {
            call = Optional.empty();
            saw(it.invoked, at, it.key, (Reading.Found<Optional<KvEntry>>) found);
        } else {
            again(it, new KvOutcome.NoLeader(it.id, ""), at);
        }
    }

    private void again(Call it, KvOutcome outcome, long at) {
        if (it.attempts < MOST_ATTEMPTS && random.nextInt(4) > 0) {
            attempt(it);
            return;
        }
        call = Optional.empty();
        it.write.ifPresent(write -> wrote(it.invoked, at, write, outcome));
    }
}
