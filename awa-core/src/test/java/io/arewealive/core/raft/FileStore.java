package io.arewealive.core.raft;

import io.arewealive.core.log.FileLog;
import io.arewealive.core.log.LogFailedException;
import io.arewealive.core.log.LogOptions;
import io.arewealive.core.log.LogStalledException;
import io.arewealive.core.log.SimDisk;
import io.arewealive.core.wire.Bytes;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/** The real log files on a simulated disk, which tears and reorders what was not synced. */
final class FileStore implements SimStore {

    private static final LogOptions OPTIONS = new LogOptions(16 << 10, 4 << 10);

    private final SimDisk disk;
    private final RandomGenerator random;
    private final ArrayDeque<Object> unsafe = new ArrayDeque<>();
    private Optional<FileLog> log = Optional.empty();

    FileStore(RandomGenerator random) {
        this.random = random;
        disk = new SimDisk(random);
    }

    @Override
    public void found(Recovered founding) {
        FileLog fresh = open();
        fresh.saveSnapshot(founding.snapshot(), founding.snapshotData());
        fresh.persist(new RaftEffect.Persist(
                0, Optional.of(founding.hardState()), java.util.OptionalLong.empty(), List.of(), 1));
    }

    @Override
    public void write(RaftEffect.Persist persist) {
        unsafe.add(persist);
    }

    @Override
    public void write(RaftEffect.PersistSnapshot snapshot) {
        unsafe.add((Consumer<FileLog>) files -> {
            files.installSnapshot(snapshot);
            files.trim(snapshot.meta().index());
        });
    }

    @Override
    public void save(SnapshotMeta meta, Bytes data) {
        unsafe.add((Consumer<FileLog>) files -> {
            files.saveSnapshot(meta, data);
            files.trim(meta.index());
        });
    }

    @Override
    public void sync(int count) {
        List<RaftEffect.Persist> together = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Object next = unsafe.removeFirst();
            if (next instanceof RaftEffect.Persist persist) {
                together.add(persist);
            } else {
                writeTogether(together);
                @SuppressWarnings("unchecked")
                var other = (Consumer<FileLog>) next;
                other.accept(log.orElseThrow());
            }
        }
        writeTogether(together);
    }

    @Override
    public void fail() {
        disk.failAfter(random.nextInt(4));
        try {
            sync(1);
        } catch (LogFailedException | LogStalledException expected) {
            // what the real shell would see, which would try again after the second
        }
        disk.disarm();
        unsafe.clear();
    }

    @Override
    public Optional<Part> read(SnapshotMeta meta, long offset, int maxBytes) {
        try {
            return log.orElseThrow()
                    .readSnapshot(meta, offset, maxBytes)
                    .map(chunk -> new Part(chunk.totalBytes(), chunk.data()));
        } catch (LogFailedException halted) {
            return Optional.empty();
        }
    }

    @Override
    public void crash() {
        if (!unsafe.isEmpty() && random.nextInt(3) > 0) {
            disk.crashAfter(random.nextInt(2 * unsafe.size() + 1));
            try {
                sync(unsafe.size());
            } catch (SimDisk.Crash expected) {
                // in the middle of a write
            }
        }
        disk.crash();
        unsafe.clear();
        log = Optional.empty();
    }

    @Override
    public Recovered recover() {
        if (random.nextInt(10) == 0) {
            disk.crashAfter(random.nextInt(6));
            try {
                open();
            } catch (SimDisk.Crash expected) {
                // in the middle of the start
            }
            disk.crash();
        }
        return open().recovered();
    }

    private FileLog open() {
        try {
            FileLog opened = FileLog.open(disk, OPTIONS, () -> 0);
            log = Optional.of(opened);
            return opened;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private void writeTogether(List<RaftEffect.Persist> together) {
        if (!together.isEmpty()) {
            log.orElseThrow().persist(List.copyOf(together));
            together.clear();
        }
    }
}
