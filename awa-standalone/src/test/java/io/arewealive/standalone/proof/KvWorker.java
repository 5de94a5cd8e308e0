package io.arewealive.standalone.proof;

import io.arewealive.jmx.RemoteAwaException;
import io.arewealive.kv.Consistency;
import io.arewealive.kv.KvEntry;
import io.arewealive.kv.KvOutcome;
import io.arewealive.kv.KvValue;
import io.arewealive.kv.KvWrite;
import io.arewealive.kv.Operator;
import io.arewealive.kv.Reading;
import io.arewealive.node.CommandId;
import io.arewealive.proof.Answer;
import io.arewealive.proof.Operation;
import io.arewealive.standalone.control.JmxServers;
import io.arewealive.standalone.control.NoServerException;
import io.arewealive.standalone.control.Server;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * Reads and writes keys through servers that may be killed, stopped or cut off, each value once, and tells what it was told. A write that
 * did not end is tried again under its id through another server, now and then not; then nobody knows its end. All workers use the same
 * few keys, and others every two seconds, so that none is used more often than the checker can bear.
 */
final class KvWorker implements Runnable {

    private static final Duration CONNECT = Duration.ofSeconds(2);
    private static final Duration TIMEOUT = Duration.ofSeconds(1);
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(20);
    private static final long PERIOD_NANOS = TimeUnit.SECONDS.toNanos(2);
    private static final int KEYS = 4;
    private static final int MOST_ATTEMPTS = 4;

    private final int client;
    private final List<Path> servers;
    private final int mostOnAKey;
    private final Random random;
    private final Consumer<Operation> told;
    private final Map<String, Integer> asked = new HashMap<>();
    private final Map<String, KvEntry> seen = new HashMap<>();
    private final AtomicReference<Throwable> failure = new AtomicReference<>();
    private Optional<Server> server = Optional.empty();
    private volatile boolean stopped;
    private long period;
    private int lastValue;

    /**
     * @param servers their data directories
     * @param mostOnAKey how often this worker may use one key
     * @param told where operations go
     */
    KvWorker(int client, List<Path> servers, int mostOnAKey, long seed, Consumer<Operation> told) {
        this.client = client;
        this.servers = servers;
        this.mostOnAKey = mostOnAKey;
        this.random = new Random(seed);
        this.told = told;
    }

    @Override
    public void run() {
        try {
            while (!stopped) {
                operate();
            }
        } catch (Exception | AssertionError e) {
            failure.set(e);
        } finally {
            disconnect();
        }
    }

    void stop() {
        stopped = true;
    }

    void assertWell() {
        if (failure.get() != null) {
            throw new AssertionError("client " + client + " failed", failure.get());
        }
    }

    private void operate() {
        long now = System.nanoTime() / PERIOD_NANOS;
        if (now != period) {
            period = now;
            asked.clear();
            seen.clear();
        }
        String key = "proof/" + period + "/" + random.nextInt(KEYS);
        if (asked.merge(key, 1, Integer::sum) > mostOnAKey) {
            LockSupport.parkNanos(PAUSE_NANOS); // enough of this one
        } else if (random.nextInt(100) < 45) {
            read(key);
        } else {
            write(choose(key));
        }
    }

    private KvWrite choose(String key) {
        KvValue value = KvValue.of(client + "-" + ++lastValue);
        Optional<KvEntry> there = Optional.ofNullable(seen.get(key));
        return switch (random.nextInt(12)) {
            case 0 -> new KvWrite.Unset(key);
            case 1, 2, 3 -> new KvWrite.CompareAndSet(key, there.map(KvEntry::value), value, 0);
            case 4 ->
                new KvWrite.SetAtRevision(key, there.map(KvEntry::revision).orElse(0L), value, 0);
            case 5 ->
                new KvWrite.SetIf(key, Operator.EQUAL, there.map(KvEntry::value).orElse(value), value, 0);
            default -> new KvWrite.Set(key, value, 0);
        };
    }

    private void read(String key) {
        long invoked = System.nanoTime();
        try {
            Reading<Optional<KvEntry>> reading = server().keyValue().get(key, Consistency.LINEAR, TIMEOUT);
            long returned = System.nanoTime();
            Answer.of(reading)
                    .ifPresentOrElse(
                            saw -> told.accept(Operation.read(client, invoked, returned, key, saw)), this::disconnect);
            if (reading instanceof Reading.Found<Optional<KvEntry>> found) {
                found.value().ifPresent(entry -> seen.put(key, entry));
            }
        } catch (RemoteAwaException | NoServerException e) {
            lost();
        }
    }

    private void write(KvWrite write) {
        CommandId id = CommandId.random();
        long invoked = System.nanoTime();
        boolean open = false;
        for (int attempt = 1; ; attempt++) {
            Answer answer = attempt(id, write);
            open |= answer instanceof Answer.Unknown;
            boolean settled = !(answer instanceof Answer.Unknown) && !(answer instanceof Answer.NotWritten);
            if (settled || attempt == MOST_ATTEMPTS || random.nextInt(5) == 0) {
                Answer last = !settled && open ? new Answer.Unknown() : answer;
                told.accept(Operation.write(client, invoked, System.nanoTime(), write, last));
                return;
            }
            disconnect();
        }
    }

    private Answer attempt(CommandId id, KvWrite write) {
        try {
            KvOutcome outcome = server().keyValue().write(id, write, TIMEOUT);
            return Answer.of(outcome);
        } catch (NoServerException e) {
            lost();
            return new Answer.NotWritten(); // it was never asked
        } catch (RemoteAwaException e) {
            lost();
            return new Answer.Unknown();
        }
    }

    private Server server() {
        if (server.isEmpty()) {
            server = Optional.of(new JmxServers("proof").of(servers.get(random.nextInt(servers.size())), CONNECT));
        }
        return server.get();
    }

    private void lost() {
        disconnect();
        LockSupport.parkNanos(PAUSE_NANOS);
    }

    private void disconnect() {
        server.ifPresent(Server::close);
        server = Optional.empty();
    }
}
