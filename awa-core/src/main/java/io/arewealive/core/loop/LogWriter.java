package io.arewealive.core.loop;

import io.arewealive.core.log.FileLog;
import io.arewealive.core.raft.RaftEffect;
import io.arewealive.core.raft.SnapshotMeta;
import io.arewealive.core.step.Effect;
import io.arewealive.core.step.Input;
import io.arewealive.core.wire.Bytes;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The thread {@code awa-log}: owns the log's files. Whatever waits is made durable together, with one sync. The queue is bounded by
 * the engine, which stops taking commands when too many are on their way.
 */
public final class LogWriter implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(LogWriter.class);
    private static final Duration JOIN = Duration.ofSeconds(3);
    private static final Duration QUIET = Duration.ofMillis(200);

    private final LinkedBlockingQueue<Effect> queue = new LinkedBlockingQueue<>();
    private final FileLog log;
    private final Mailbox mailbox;
    private final ChunkSender chunks;
    private final Consumer<UUID> joining;
    private final Thread thread;
    private volatile boolean stopping;
    private boolean failed;

    /** Sends a part of the own snapshot. */
    public interface ChunkSender {
        /** Called on this writer's thread. */
        void send(RaftEffect.SendSnapshotChunk wanted, long total, Bytes data);
    }

    /**
     * A writer that has not started; it closes the log when it is closed.
     *
     * @param joining keeps the cluster's id durably
     */
    public LogWriter(String name, FileLog log, Mailbox mailbox, ChunkSender chunks, Consumer<UUID> joining) {
        this.log = log;
        this.mailbox = mailbox;
        this.chunks = chunks;
        this.joining = joining;
        this.thread = new Thread(this::run, "awa-log-" + name);
        this.thread.setDaemon(true);
    }

    /** Begins. */
    public void start() {
        thread.start();
    }

    /** Takes a {@code JoinedCluster}, {@code Persist}, {@code PersistSnapshot}, {@code SaveSnapshot}, {@code SendSnapshotChunk} or {@code TrimLog}. */
    public void add(Effect effect) {
        queue.add(effect);
    }

    private void run() {
        List<Effect> work = new ArrayList<>();
        try {
            while (!stopping || !queue.isEmpty()) {
                work.add(next());
                queue.drainTo(work);
                carryOut(work);
                work.clear();
            }
        } catch (InterruptedException e) {
            carryOut(drain());
        } finally {
            writeCommit();
            close(log);
        }
    }

    private Effect next() throws InterruptedException {
        while (!failed && log.owesCommit()) {
            Effect soon = queue.poll(QUIET.toMillis(), TimeUnit.MILLISECONDS);
            if (soon != null) {
                return soon;
            }
            writeCommit();
        }
        return queue.take();
    }

    private void writeCommit() {
        if (!failed) {
            try {
                log.writeCommit();
            } catch (RuntimeException e) {
                fail(e);
            }
        }
    }

    private List<Effect> drain() {
        List<Effect> rest = new ArrayList<>();
        queue.drainTo(rest);
        return rest;
    }

    private void carryOut(List<Effect> work) {
        List<RaftEffect.Persist> batch = new ArrayList<>();
        for (Effect effect : work) {
            if (effect instanceof Effect.Persist persist) {
                batch.add(persist.work());
            } else {
                flush(batch);
                guarded(effect);
            }
        }
        flush(batch);
    }

    private void flush(List<RaftEffect.Persist> batch) {
        if (batch.isEmpty() || failed) {
            return;
        }
        try {
            log.persist(List.copyOf(batch));
            mailbox.result(new Input.Persisted(batch.get(batch.size() - 1).sequence()));
        } catch (RuntimeException e) {
            fail(e);
        }
        batch.clear();
    }

    private void guarded(Effect effect) {
        if (effect instanceof Effect.PersistSnapshot install && !failed) {
            try {
                log.installSnapshot(install.work());
                mailbox.result(new Input.Persisted(install.work().sequence()));
            } catch (RuntimeException e) {
                fail(e);
            }
        } else if (effect instanceof Effect.JoinedCluster joined && !failed) {
            onJoined(joined);
        } else if (effect instanceof Effect.SaveSnapshot save) {
            save(save);
        } else if (effect instanceof Effect.SendSnapshotChunk send) {
            send(send.work());
        } else if (effect instanceof Effect.TrimLog trim && !failed) {
            trim(trim.throughIndex());
        }
    }

    private void onJoined(Effect.JoinedCluster joined) {
        try {
            joining.accept(joined.clusterId());
        } catch (RuntimeException e) {
            fail(e);
        }
    }

    private void save(Effect.SaveSnapshot save) {
        SnapshotMeta meta = save.meta();
        try {
            log.saveSnapshot(meta, save.data());
            mailbox.result(new Input.SnapshotSaved(meta));
        } catch (RuntimeException e) {
            LOG.warn("snapshot index={} failed: {}", meta.index(), e.toString());
            mailbox.result(new Input.SnapshotFailed(String.valueOf(e.getMessage())));
        }
    }

    private void send(RaftEffect.SendSnapshotChunk wanted) {
        try {
            log.readSnapshot(wanted.meta(), wanted.offset(), wanted.maxBytes())
                    .ifPresent(chunk -> chunks.send(wanted, chunk.totalBytes(), chunk.data()));
        } catch (RuntimeException e) {
            LOG.warn("snapshot index={} cannot be read: {}", wanted.meta().index(), e.toString());
        }
    }

    private void trim(long through) {
        try {
            log.trim(through);
        } catch (RuntimeException e) {
            LOG.warn("trimming the log through index={} failed: {}", through, e.toString());
        }
    }

    private void fail(RuntimeException e) {
        failed = true;
        LOG.error("the log cannot be written: {}", e.toString());
        mailbox.result(new Input.PersistFailed(String.valueOf(e.getMessage())));
    }

    private static void close(FileLog log) {
        try {
            log.close();
        } catch (IOException e) {
            LOG.warn("closing the log failed: {}", e.toString());
        }
    }

    /** Writes what waits, then ends the thread and closes the log. Idempotent. */
    @Override
    public void close() {
        stopping = true;
        thread.interrupt();
        Threads.join(thread, JOIN);
    }
}
