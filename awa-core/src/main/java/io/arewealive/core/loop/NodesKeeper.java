package io.arewealive.core.loop;

import io.arewealive.core.log.KnownNodes;
import io.arewealive.core.step.Picture;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the text of known nodes in the data directory: a moment after the table has changed, so that a hundred edits are one file. On a
 * thread of its own that goes when it is idle.
 */
public final class NodesKeeper implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(NodesKeeper.class);
    private static final long MOMENT_MILLIS = 200;
    private static final long IDLE_SECONDS = 5;
    private static final long CLOSE_MILLIS = 500;

    private final String node;
    private final Path directory;
    private final Supplier<Optional<UUID>> clusterId;
    private final ScheduledThreadPoolExecutor thread;
    private final AtomicReference<Optional<Picture>> waiting = new AtomicReference<>(Optional.empty());
    private long version = -1; // the loop's

    /**
     * For a data directory.
     *
     * @param clusterId of the cluster, once there is one; may block
     */
    public NodesKeeper(String node, Path directory, Supplier<Optional<UUID>> clusterId) {
        this.node = node;
        this.directory = directory;
        this.clusterId = clusterId;
        thread = new ScheduledThreadPoolExecutor(1, work -> {
            Thread made = new Thread(work, "awa-nodes-" + node);
            made.setDaemon(true);
            return made;
        });
        thread.setKeepAliveTime(IDLE_SECONDS, TimeUnit.SECONDS);
        thread.allowCoreThreadTimeOut(true);
        thread.setRejectedExecutionHandler((work, executor) -> {}); // this is the end
    }

    /** Takes note of a new picture; if its table is another one it is written soon. Called from the loop only; never blocks. */
    public void keep(Picture picture) {
        if (picture.table().nodes().isEmpty() || picture.table().version() == version) {
            return;
        }
        version = picture.table().version();
        if (waiting.getAndSet(Optional.of(picture)).isEmpty()) {
            Future<?> unused = thread.schedule(this::write, MOMENT_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    private void write() {
        Optional<Picture> picture = waiting.getAndSet(Optional.empty());
        Optional<UUID> cluster = clusterId.get();
        if (picture.isEmpty() || cluster.isEmpty()) {
            return;
        }
        try {
            known(cluster.get(), picture.get()).write(directory);
        } catch (IOException e) {
            LOG.debug("node={} the known nodes could not be written into {}: {}", node, directory, e.toString());
        }
    }

    private static KnownNodes known(UUID clusterId, Picture picture) {
        return new KnownNodes(
                clusterId,
                picture.status().cluster(),
                picture.status().viewer(),
                picture.table().version(),
                picture.status().takenAt(),
                picture.status().security(),
                picture.table().nodes().stream().map(KnownNodes.Row::of).toList());
    }

    /** Writes what waits, for a bounded time. Idempotent. */
    @Override
    public void close() {
        thread.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        thread.execute(this::write);
        thread.shutdown();
        try {
            if (!thread.awaitTermination(CLOSE_MILLIS, TimeUnit.MILLISECONDS)) {
                thread.shutdownNow();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
