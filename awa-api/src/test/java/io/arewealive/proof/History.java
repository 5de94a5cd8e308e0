package io.arewealive.proof;

import io.arewealive.kv.KvEntry;
import io.arewealive.kv.KvOutcome;
import io.arewealive.kv.KvWrite;
import io.arewealive.kv.Reading;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** What all clients were told, as they tell it. Any thread. */
public final class History {

    private final Queue<Operation> operations = new ConcurrentLinkedQueue<>();

    /** A write ended, or its client gave up. */
    public void wrote(int client, long invoked, long returned, KvWrite write, KvOutcome outcome) {
        operations.add(Operation.write(client, invoked, returned, write, Answer.of(outcome)));
    }

    /** A linear read ended; one that was refused says nothing about the key. */
    public void read(int client, long invoked, long returned, String key, Reading<Optional<KvEntry>> reading) {
        Answer.of(reading).ifPresent(saw -> operations.add(Operation.read(client, invoked, returned, key, saw)));
    }

    /** Adds one. */
    public void add(Operation operation) {
        operations.add(operation);
    }

    /** All so far. */
    public List<Operation> operations() {
        return List.copyOf(operations);
    }

    /** How many so far. */
    public int size() {
        return operations.size();
    }

    /** How many nobody knows the end of. */
    public long unknown() {
        return operations.stream()
                .filter(operation -> operation.answer() instanceof Answer.Unknown)
                .count();
    }
}
