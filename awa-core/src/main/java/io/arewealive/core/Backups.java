package io.arewealive.core;

import io.arewealive.core.log.BackupFile;
import io.arewealive.core.loop.Calls;
import io.arewealive.core.step.Captured;
import io.arewealive.core.step.Input;
import io.arewealive.core.wire.Bytes;
import io.arewealive.kv.Reading;
import io.arewealive.log.BackupOutcome;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.function.LongSupplier;

/** Copies of everything for those who fetch them in pieces: one at a time. Any thread. */
final class Backups {

    static final int MOST = 1 << 20;

    private static final long IDLE_NANOS = Duration.ofSeconds(15).toNanos();

    private final String cluster;
    private final Calls calls;
    private final LongSupplier nanos;
    private Optional<Copy> copy = Optional.empty();
    private long touchedNanos;

    private record Copy(String id, Bytes file) {}

    Backups(String cluster, Calls calls, LongSupplier nanos) {
        this.cluster = cluster;
        this.calls = calls;
        this.nanos = nanos;
    }

    BackupOutcome make(Duration timeout) {
        CoreNodeTable.requireTimeout(timeout);
        if (isBusy()) {
            return new BackupOutcome.NotNow("somebody else fetches a backup from this node; try again in a moment");
        }
        Optional<Reading<?>> reading = calls.ask(
                        Reading.class, timeout, token -> new Input.Capture(token, timeout.toNanos()))
                .answer()
                .map(answer -> (Reading<?>) answer);
        if (reading.isEmpty()) {
            return new BackupOutcome.NotNow("this node is closed or has too much to do; try again");
        }
        if (reading.get() instanceof Reading.NoQuorum<?> none) {
            return new BackupOutcome.NoQuorum(none.message());
        }
        if (reading.get() instanceof Reading.Found<?> found && found.value() instanceof Captured captured) {
            return keep(captured);
        }
        return new BackupOutcome.NotNow("no leader answered in time; try again in a moment");
    }

    private synchronized boolean isBusy() {
        return copy.isPresent() && nanos.getAsLong() - touchedNanos < IDLE_NANOS;
    }

    private BackupOutcome keep(Captured captured) {
        var file = new BackupFile(
                cluster,
                captured.clusterId(),
                captured.index(),
                captured.term(),
                Instant.ofEpochMilli(captured.wallMillis()),
                captured.version(),
                captured.revision(),
                Version.text(),
                captured.state().get());
        var made = new Copy(UUID.randomUUID().toString(), file.encode());
        synchronized (this) {
            copy = Optional.of(made);
            touchedNanos = nanos.getAsLong();
        }
        return new BackupOutcome.Ready(
                made.id(), made.file().length(), captured.index(), captured.version(), captured.revision());
    }

    synchronized byte[] part(String id, long offset, int most) {
        if (most < 1 || most > MOST) {
            throw new IllegalArgumentException("a piece of " + most + " bytes must have 1 to " + MOST);
        }
        Bytes file = copy.filter(kept -> kept.id().equals(id))
                .orElseThrow(() -> new IllegalStateException("the backup " + id + " is not kept any more; begin anew"))
                .file();
        if (offset < 0 || offset > file.length()) {
            throw new IllegalArgumentException("offset " + offset + " must lie between 0 and " + file.length());
        }
        int length = (int) Math.min(most, file.length() - offset);
        byte[] part = java.util.Arrays.copyOfRange(file.array(), (int) offset, (int) offset + length);
        touchedNanos = nanos.getAsLong();
        if (offset + length == file.length()) {
            copy = Optional.empty();
        }
        return part;
    }
}
