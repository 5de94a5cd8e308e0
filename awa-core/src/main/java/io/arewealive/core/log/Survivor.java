package io.arewealive.core.log;

import io.arewealive.StartException;
import io.arewealive.StartException.Reason;
import io.arewealive.core.raft.Epoch;
import io.arewealive.core.raft.RaftEffect;
import io.arewealive.core.raft.Recovered;
import io.arewealive.core.raft.SnapshotMeta;
import io.arewealive.core.wire.Bytes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * The data directory of a stopped node that is to go on without the majority. Looking changes nothing. Going on begins another log
 * beside the present one and then lets the identity point to it, in one step: before it the node is what it was, after it the former
 * log is still there, as it was, and not used any more.
 */
public final class Survivor implements AutoCloseable {

    private final Path directory;
    private final DirectoryLock lock;
    private final RealDisk disk;
    private final IdentityFile file;
    private final Recovered recovered;

    private Survivor(Path directory, DirectoryLock lock, RealDisk disk, IdentityFile file, Recovered recovered) {
        this.directory = directory;
        this.lock = lock;
        this.disk = disk;
        this.file = file;
        this.recovered = recovered;
    }

    /**
     * Keeps everybody else out of the directory and reads it.
     *
     * @throws StartException if a server uses it, there is no node in it, or what is in it is damaged; nothing was changed
     */
    public static Survivor open(Path directory) {
        if (!Files.isRegularFile(directory.resolve(IdentityFile.NAME))) {
            throw new StartException(
                    Reason.NO_START_GIVEN,
                    "there is no node in " + directory + ": it has no file " + IdentityFile.NAME
                            + "; name the data directory of the survivor (--data)");
        }
        DirectoryLock lock = DataDirectory.lock(directory);
        RealDisk disk = new RealDisk(directory);
        try {
            IdentityFile file = IdentityFile.read(disk).orElseThrow();
            Path log = DataDirectory.logOf(directory, file.identity().epoch());
            RealDisk logDisk = new RealDisk(log);
            try {
                return new Survivor(
                        directory, lock, disk, file, Recovery.of(logDisk).recovered());
            } finally {
                logDisk.close();
            }
        } catch (IOException | RuntimeException e) {
            DataDirectory.release(e, disk, lock);
            throw DataDirectory.refusal(directory.toString(), e);
        }
    }

    /** Who the node is. */
    public Identity identity() {
        return file.identity();
    }

    /** What its log holds. */
    public Recovered recovered() {
        return recovered;
    }

    /** Where its log is. */
    public Path log() throws IOException {
        return DataDirectory.logOf(directory, identity().epoch());
    }

    /**
     * Goes on in this epoch, with this as its beginning; durable when this returns.
     *
     * @throws StartException if it could not be written; the node is then what it was
     */
    public void goOn(Epoch epoch, SnapshotMeta meta, Bytes data) {
        try {
            begin(DataDirectory.logOf(directory, epoch), meta, data);
            new IdentityFile(identity().withEpoch(epoch), true).write(disk);
        } catch (IOException | RuntimeException e) {
            throw DataDirectory.refusal(directory.toString(), e);
        }
    }

    /** Whatever is there already was left behind by an attempt that did not end. */
    private static void begin(Path log, SnapshotMeta meta, Bytes data) throws IOException {
        try (Stream<Path> left = Files.list(log)) {
            for (Path each : left.toList()) {
                Files.delete(each);
            }
        }
        try (FileLog fresh = FileLog.open(new RealDisk(log), LogOptions.standard(), () -> 0L)) {
            fresh.installSnapshot(new RaftEffect.PersistSnapshot(0, meta, data, true));
        }
    }

    @Override
    public void close() throws IOException {
        disk.close();
        lock.close();
    }
}
