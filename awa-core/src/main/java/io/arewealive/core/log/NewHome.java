package io.arewealive.core.log;

import io.arewealive.StartException;
import io.arewealive.StartException.Reason;
import io.arewealive.core.raft.Epoch;
import io.arewealive.core.raft.RaftEffect;
import io.arewealive.core.raft.SnapshotMeta;
import io.arewealive.core.wire.Bytes;
import io.arewealive.node.NodeId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * An empty directory that becomes the data directory of the first node of a cluster which begins with a state from elsewhere. The
 * identity is written last, and makes it one: before that no server starts there, and what a crash left behind is known by a mark and
 * goes at the next attempt.
 */
public final class NewHome {

    private static final String MARK = "restore.unfinished";

    private NewHome() {}

    /**
     * Makes the directory, if it is not there; durable when this returns.
     *
     * @throws StartException if something is in it, or it cannot be written; nothing is left in it then
     */
    public static void make(
            Path directory, NodeId node, UUID clusterId, String clusterName, SnapshotMeta meta, Bytes state) {
        try {
            requireEmpty(directory);
            Files.createDirectories(directory);
        } catch (IOException e) {
            throw DataDirectory.refusal(directory.toString(), e);
        }
        try {
            fill(directory, node, clusterId, clusterName, meta, state);
        } catch (IOException | RuntimeException e) {
            clear(directory, e);
            throw DataDirectory.refusal(directory.toString(), e);
        }
    }

    private static void fill(
            Path directory, NodeId node, UUID clusterId, String clusterName, SnapshotMeta meta, Bytes state)
            throws IOException {
        Files.write(directory.resolve(MARK), new byte[0]);
        DirectoryLock lock = DataDirectory.lock(directory);
        try (RealDisk disk = new RealDisk(directory)) {
            Path log = DataDirectory.logOf(directory, Epoch.FIRST);
            try (FileLog fresh = FileLog.open(new RealDisk(log), LogOptions.standard(), () -> 0L)) {
                fresh.installSnapshot(new RaftEffect.PersistSnapshot(0, meta, state, true));
            }
            Files.delete(directory.resolve(MARK));
            disk.forceDirectory();
            var identity = new Identity(node, Optional.of(clusterId), clusterName, Epoch.FIRST, 0);
            new IdentityFile(identity, true).write(disk);
        } finally {
            lock.close();
        }
    }

    private static void requireEmpty(Path directory) throws IOException {
        if (!Files.exists(directory)) {
            return;
        }
        if (!Files.isDirectory(directory)) {
            throw new StartException(Reason.REFUSED, directory + " is no directory; name an empty one (--data)");
        }
        if (Files.exists(directory.resolve(MARK))) {
            wipe(directory);
        }
        try (Stream<Path> there = Files.list(directory)) {
            Optional<Path> first = there.sorted().findFirst();
            if (first.isPresent()) {
                throw new StartException(
                        Reason.REFUSED,
                        directory + " is not empty (" + first.get().getFileName()
                                + " is in it), and a backup is restored into an empty directory only. Nothing was changed;"
                                + " name another directory (--data), or move this one away");
            }
        }
    }

    private static void clear(Path directory, Exception cause) {
        try {
            wipe(directory);
        } catch (IOException e) {
            cause.addSuppressed(e);
        }
    }

    private static void wipe(Path directory) throws IOException {
        List<Path> deepestFirst;
        try (Stream<Path> all = Files.walk(directory)) {
            deepestFirst = all.sorted(Comparator.reverseOrder())
                    .filter(path -> !path.equals(directory) && !path.equals(directory.resolve(MARK)))
                    .toList();
        }
        for (Path path : deepestFirst) {
            Files.delete(path);
        }
        Files.deleteIfExists(
                directory.resolve(MARK)); // last: what is left is known for a leftover as long as there is any
    }
}
