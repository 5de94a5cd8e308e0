package io.arewealive.core.log;

import io.arewealive.StartException;
import io.arewealive.StartException.Reason;
import io.arewealive.core.raft.Epoch;
import io.arewealive.core.wire.Bytes;
import io.arewealive.node.NodeId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** One node's data directory: its lock, its identity and its log. Or none, for a node that keeps nothing. */
public final class DataDirectory implements AutoCloseable {

    private static final String LOG = "log";
    private static final String OUTDATED = "outdated";
    private static final int MAX_MESSAGE = 4096;

    private final Optional<Path> path;
    private final Optional<DirectoryLock> lock;
    private final Disk disk;
    private Disk logDisk;
    private IdentityFile file;

    private DataDirectory(
            Optional<Path> path, Optional<DirectoryLock> lock, Disk disk, Disk logDisk, IdentityFile file) {
        this.path = path;
        this.lock = lock;
        this.disk = disk;
        this.logDisk = logDisk;
        this.file = file;
    }

    /**
     * Makes the directory if it is not there, locks it, and counts one more start of this node.
     *
     * @param clusterName for a directory that is new; an older one keeps the name it was made with
     * @throws StartException if it cannot be written, is in use, or its identity is damaged; nothing is held then
     */
    public static DataDirectory open(Path directory, String clusterName) {
        return open(directory, clusterName, UnaryOperator.identity());
    }

    /** As a test wants it: with a hand on the disks of the directory and of its log. */
    public static DataDirectory open(Path directory, String clusterName, UnaryOperator<Disk> disks) {
        DirectoryLock lock = lock(directory);
        Disk disk = disks.apply(new RealDisk(directory));
        try {
            IdentityFile file = start(disk, directory, clusterName);
            Disk logDisk =
                    disks.apply(new RealDisk(logOf(directory, file.identity().epoch())));
            return new DataDirectory(Optional.of(directory), Optional.of(lock), disk, logDisk, file);
        } catch (IOException | RuntimeException e) {
            release(e, disk, lock);
            throw refusal(directory.toString(), e);
        }
    }

    /** A node without files: another id at each start, and nothing is kept. */
    public static DataDirectory inMemory(String clusterName) {
        Identity identity = Identity.mint(clusterName).started();
        return new DataDirectory(
                Optional.empty(),
                Optional.empty(),
                new MemoryDisk(),
                new MemoryDisk(),
                new IdentityFile(identity, false));
    }

    /** Where it is; nothing for a node that keeps nothing. */
    public Optional<Path> path() {
        return path;
    }

    /** Who this node is. */
    public synchronized Identity identity() {
        return file.identity();
    }

    /** This node belongs to this cluster from now on; durable when this returns. A second cluster is refused. */
    public synchronized void joined(UUID clusterId) {
        Optional<UUID> known = file.identity().clusterId();
        if (known.isPresent() && !known.get().equals(clusterId)) {
            throw new IllegalStateException(
                    "this node belongs to cluster " + known.get() + " and cannot join cluster " + clusterId);
        }
        if (known.isEmpty()) {
            save(new IdentityFile(file.identity().withCluster(clusterId), file.hasLog()));
        }
    }

    /**
     * The log of this epoch takes the place of the present one, which stays on the disk as it is; durable when this returns. The
     * caller closes the present log before, and opens the new one.
     */
    public synchronized void begin(Epoch epoch) {
        try {
            logDisk = path.isPresent() ? new RealDisk(logOf(path.get(), epoch)) : new MemoryDisk();
        } catch (IOException e) {
            throw new LogFailedException(
                    disk.name() + ": a log for epoch " + epoch.number() + " cannot be made: " + e, e);
        }
        save(new IdentityFile(file.identity().withEpoch(epoch), false));
    }

    /** This node takes an id that was reserved for it; durable when this returns. Only for a node that has never joined. */
    public synchronized void adopt(NodeId node) {
        if (file.identity().clusterId().isPresent()) {
            throw new IllegalStateException(
                    "node " + file.identity().node() + " has joined its cluster and keeps its id");
        }
        save(new IdentityFile(file.identity().withNode(node), file.hasLog()));
    }

    /**
     * What this node promised while the nodes of its list form a cluster.
     *
     * @throws StartException if it is damaged
     */
    public synchronized Optional<Bytes> vow() {
        try {
            return VowFile.read(disk);
        } catch (IOException | DamagedException e) {
            throw refusal(disk.name(), e);
        }
    }

    /** Keeps a promise; durable when this returns. */
    public synchronized void keepVow(Bytes vow) {
        try {
            VowFile.write(disk, vow);
        } catch (IOException e) {
            throw new LogFailedException(disk.name() + "/" + VowFile.NAME + " could not be written: " + e, e);
        }
    }

    /** Whether a node has ever started on this directory. */
    public static boolean isNew(Path directory) {
        try {
            boolean hasNode = Files.exists(directory.resolve(IdentityFile.NAME));
            return !hasNode && !(Files.isDirectory(directory) && hasAnyLog(directory));
        } catch (IOException e) {
            return false; // opening it tells what is wrong
        }
    }

    /**
     * Opens this node's log; the caller closes it before this directory.
     *
     * @param nanos a clock for the length of a sync
     * @throws StartException if it is damaged or missing, was written by newer software, or cannot be written
     */
    public synchronized FileLog openLog(LogOptions options, LongSupplier nanos) {
        try {
            if (file.hasLog() && !hasSegments(logDisk)) {
                throw new DamagedException(logDisk.name(), -1, "the log is missing, and with it term and vote");
            }
            FileLog log = FileLog.open(logDisk, options, nanos);
            if (!file.hasLog()) {
                file = new IdentityFile(file.identity(), true);
                file.write(disk);
            }
            return log;
        } catch (IOException | DamagedException | NewerFormatException e) {
            release(e, logDisk);
            throw refusal(disk.name(), e);
        }
    }

    /** Closes the log's files too, and lets others in. Idempotent. The empty lock files stay. */
    @Override
    public synchronized void close() throws IOException {
        disk.close();
        logDisk.close();
        if (lock.isPresent()) {
            lock.get().close(); // last, when nothing is written any more
        }
    }

    private void save(IdentityFile next) {
        try {
            next.write(disk);
            file = next;
        } catch (NewFile.NotMadeException e) {
            throw new LogStalledException(disk.name() + "/" + e.getMessage(), e);
        } catch (IOException e) {
            throw new LogFailedException(disk.name() + "/" + IdentityFile.NAME + " could not be written: " + e, e);
        }
    }

    /**
     * No server may start here any more: what this directory remembers is older than what its node promised. Counting starts would
     * not do: after some of them it would look new.
     */
    public synchronized void outdated(String message) {
        byte[] text = (message + "\n").getBytes(StandardCharsets.UTF_8);
        int length = Math.min(text.length, MAX_MESSAGE);
        try {
            NewFile.make(disk, OUTDATED + ".tmp", OUTDATED, made -> disk.write(made, 0, text, 0, length));
        } catch (NewFile.NotMadeException e) {
            throw new LogStalledException(disk.name() + "/" + e.getMessage(), e);
        } catch (IOException e) {
            throw new LogFailedException(disk.name() + "/" + OUTDATED + " could not be written: " + e, e);
        }
    }

    private static void refuseOutdated(Disk disk) throws IOException {
        if (disk.list().contains(OUTDATED)) {
            int length = (int) Math.min(disk.size(OUTDATED), MAX_MESSAGE);
            String message = new String(disk.read(OUTDATED, 0, length), StandardCharsets.UTF_8).strip();
            disk.release(OUTDATED);
            throw new DamagedException(disk.name() + "/" + OUTDATED, -1, message);
        }
    }

    private static IdentityFile start(Disk disk, Path directory, String clusterName) throws IOException {
        refuseOutdated(disk);
        Optional<IdentityFile> found = IdentityFile.read(disk);
        if (found.isEmpty() && hasAnyLog(directory)) {
            throw new DamagedException(
                    disk.name() + "/" + IdentityFile.NAME,
                    -1,
                    "it is missing, and there is a log of the node it named");
        }
        IdentityFile last = found.orElseGet(() -> new IdentityFile(Identity.mint(clusterName), false));
        IdentityFile next = new IdentityFile(last.identity().started(), last.hasLog());
        next.write(disk);
        return next;
    }

    /** Each epoch has a log of its own; those of former ones stay where they are. Made if it is not there. */
    static Path logOf(Path directory, Epoch epoch) throws IOException {
        return Files.createDirectories(directory.resolve(epoch.equals(Epoch.FIRST) ? LOG : LOG + "." + epoch.number()));
    }

    private static boolean hasAnyLog(Path directory) throws IOException {
        try (Stream<Path> logs = Files.list(directory)) {
            for (Path log : logs.filter(Files::isDirectory).toList()) {
                boolean isLog = log.getFileName().toString().matches(LOG + "(\\.\\d+)?");
                if (isLog && hasSegments(new RealDisk(log))) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean hasSegments(Disk logDisk) throws IOException {
        return logDisk.list().stream().anyMatch(name -> name.startsWith(Recovery.SEGMENT));
    }

    static DirectoryLock lock(Path directory) {
        try {
            Files.createDirectories(directory.resolve(LOG));
            return DirectoryLock.take(directory);
        } catch (DirectoryLock.HeldException e) {
            throw new StartException(
                    Reason.IN_USE,
                    "the data directory " + directory + " is in use by " + e.getMessage()
                            + "; stop that one, or give this server a directory of its own (awa.data)");
        } catch (IOException e) {
            throw refusal(directory.toString(), e);
        }
    }

    static void release(Exception cause, AutoCloseable... held) {
        for (AutoCloseable each : held) {
            try {
                each.close();
            } catch (Exception e) {
                cause.addSuppressed(e);
            }
        }
    }

    static RuntimeException refusal(String directory, Exception e) {
        if (e instanceof DamagedException) {
            return new StartException(Reason.DATA_DAMAGED, String.valueOf(e.getMessage()), e);
        }
        if (e instanceof NewerFormatException) {
            return new StartException(Reason.INCOMPLETE, String.valueOf(e.getMessage()), e);
        }
        if (e instanceof IOException) {
            String why = e instanceof AccessDeniedException ? "access denied to " + e.getMessage() : e.toString();
            return new StartException(
                    Reason.DATA_NOT_WRITABLE,
                    "the data directory " + directory + " cannot be written: " + why + "; let the user "
                            + System.getProperty("user.name") + " write there and see that there is space,"
                            + " or give another directory (awa.data)",
                    e);
        }
        return e instanceof RuntimeException same ? same : new IllegalStateException(e);
    }
}
