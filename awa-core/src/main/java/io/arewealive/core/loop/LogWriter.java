package io.arewealive.core.loop;

import io.arewealive.core.log.FileLog;
import io.arewealive.core.log.LogStalledException;
import io.arewealive.core.log.LogStatus;
import io.arewealive.core.raft.Epoch;
import io.arewealive.core.raft.RaftEffect;
import io.arewealive.core.raft.Recovered;
import io.arewealive.core.raft.SnapshotMeta;
import io.arewealive.core.step.Effect;
import io.arewealive.core.step.Input;
import io.arewealive.core.step.Vow;
import io.arewealive.core.wire.Bytes;
import io.arewealive.node.NodeId;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
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
    private static final Duration TRY_AGAIN = Duration.ofSeconds(1);

    private final String node;
    private final LinkedBlockingQueue<Effect> queue = new LinkedBlockingQueue<>();
    private volatile FileLog log;
    private final Mailbox mailbox;
    private final ChunkSender chunks;
    private final Papers papers;
    private final Thread thread;
    private final CompletableFuture<Void> closed = new CompletableFuture<>();
    private final CountDownLatch stop = new CountDownLatch(1);
    private volatile boolean stopping;
    private boolean failed;

    /** Sends a part of the own snapshot. */
    public interface ChunkSender {
        /** Called on this writer's thread. */
        void send(RaftEffect.SendSnapshotChunk wanted, long total, Bytes data);
    }

    /** What says who this node is and which log is its own. Called on this writer's thread; durable when a call returns. */
    public interface Papers {
        /** This node belongs to this cluster. */
        void joined(UUID clusterId);

        /** This node promised something. */
        void keep(Vow vow);

        /** This node founds this cluster; returns what it begins with. */
        Recovered found(UUID clusterId);

        /** This node goes by another id. */
        void adopt(NodeId reserved);

        /** No server may start on this data directory any more. */
        void outdated(String message);

        /** The log, which is closed, is set aside for the one of another epoch; returns that, open. */
        FileLog begin(Epoch epoch);
    }

    /** A writer that has not started; it closes the log when it is closed. */
    public LogWriter(String name, FileLog log, Mailbox mailbox, ChunkSender chunks, Papers papers) {
        this.node = name;
        this.log = log;
        this.mailbox = mailbox;
        this.chunks = chunks;
        this.papers = papers;
        this.thread = new Thread(this::run, "awa-log-" + name);
        this.thread.setDaemon(true);
    }

    /** The figures of its files; any thread. */
    public LogStatus status() {
        return log.status();
    }

    /** Begins. */
    public void start() {
        thread.start();
    }

    /**
     * Takes a {@code JoinedCluster}, {@code KeepVow}, {@code Found}, {@code Adopt}, {@code NewEpoch}, {@code Persist},
     * {@code PersistSnapshot}, {@code SaveSnapshot}, {@code SendSnapshotChunk} or {@code TrimLog}.
     */
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
            closeLog();
            closed.complete(null);
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
            patiently(log::writeCommit);
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
        List<RaftEffect.Persist> together = List.copyOf(batch);
        batch.clear();
        if (patiently(() -> log.persist(together))) {
            mailbox.result(new Input.Persisted(together.get(together.size() - 1).sequence()));
        }
    }

    private void guarded(Effect effect) {
        if (effect instanceof Effect.PersistSnapshot install && !failed) {
            if (patiently(() -> log.installSnapshot(install.work()))) {
                mailbox.result(new Input.Persisted(install.work().sequence()));
            }
        } else if (effect instanceof Effect.JoinedCluster joined && !failed) {
            patiently(() -> papers.joined(joined.clusterId()));
        } else if (effect instanceof Effect.NewEpoch begun && !failed) {
            if (patiently(() -> begin(begun.epoch()))) {
                mailbox.result(new Input.EpochBegun(begun.epoch()));
            }
        } else if (effect instanceof Effect.Outdated old && !failed) {
            patiently(() -> papers.outdated(old.message()));
        } else if (effect instanceof Effect.KeepVow
                || effect instanceof Effect.Found
                || effect instanceof Effect.Adopt) {
            arrive(effect);
        } else if (effect instanceof Effect.SaveSnapshot save) {
            save(save);
        } else if (effect instanceof Effect.SendSnapshotChunk send) {
            send(send.work());
        } else if (effect instanceof Effect.TrimLog trim && !failed) {
            trim(trim.throughIndex());
        }
    }

    /** On the way into a cluster. */
    private void arrive(Effect effect) {
        if (failed) {
            return;
        }
        if (effect instanceof Effect.KeepVow vow) {
            patiently(() -> {
                papers.keep(vow.vow());
                mailbox.result(new Input.VowKept(vow.number()));
            });
        } else if (effect instanceof Effect.Found found) {
            patiently(() -> mailbox.result(new Input.Founded(found.clusterId(), papers.found(found.clusterId()))));
        } else if (effect instanceof Effect.Adopt adopt) {
            patiently(() -> {
                papers.adopt(adopt.reserved());
                mailbox.result(new Input.Renamed(adopt.reserved()));
            });
        }
    }

    /** Tries again for as long as there is only no room. Returns whether it was done in the end. */
    private boolean patiently(Runnable work) {
        boolean stalled = false;
        while (true) {
            try {
                work.run();
                if (stalled) {
                    mailbox.result(new Input.PersistResumed());
                }
                return true;
            } catch (LogStalledException e) {
                if (!stalled) {
                    stalled = true;
                    LOG.debug("the log waits for its disk", e); // the loop says so, once
                    mailbox.result(new Input.PersistStalled(String.valueOf(e.getMessage())));
                }
                if (isStoppedWithin(TRY_AGAIN)) {
                    failed = true; // nobody was told that it was written
                    return false;
                }
            } catch (RuntimeException e) {
                fail(e);
                return false;
            }
        }
    }

    private boolean isStoppedWithin(Duration time) {
        try {
            return stop.await(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    private void begin(Epoch epoch) {
        closeLog();
        log = papers.begin(epoch);
    }

    private void save(Effect.SaveSnapshot save) {
        SnapshotMeta meta = save.meta();
        try {
            log.saveSnapshot(meta, save.data().get());
            mailbox.result(new Input.SnapshotSaved(meta));
        } catch (RuntimeException e) {
            LOG.warn("node={} snapshot index={} failed: {}", node, meta.index(), e.toString());
            mailbox.result(new Input.SnapshotFailed(String.valueOf(e.getMessage())));
        }
    }

    private void send(RaftEffect.SendSnapshotChunk wanted) {
        try {
            log.readSnapshot(wanted.meta(), wanted.offset(), wanted.maxBytes())
                    .ifPresent(chunk -> chunks.send(wanted, chunk.totalBytes(), chunk.data()));
        } catch (RuntimeException e) {
            LOG.warn(
                    "node={} snapshot index={} cannot be read: {}",
                    node,
                    wanted.meta().index(),
                    e.toString());
        }
    }

    private void trim(long through) {
        try {
            log.trim(through);
        } catch (RuntimeException e) {
            LOG.warn("node={} trimming the log through index={} failed: {}", node, through, e.toString());
        }
    }

    private void fail(RuntimeException e) {
        failed = true;
        LOG.debug("the log cannot be written", e); // the loop says so, once
        mailbox.result(new Input.PersistFailed(String.valueOf(e.getMessage())));
    }

    private void closeLog() {
        try {
            log.close();
        } catch (IOException e) {
            LOG.warn("node={} closing the log failed: {}", node, e.toString());
        }
    }

    /** Completes when nothing is written any more and the log is closed, which may be long after {@link #close} gave up waiting. */
    public CompletableFuture<Void> closed() {
        return closed;
    }

    /**
     * Writes what waits, then ends the thread and closes the log; waits a bounded time for it. A write that does not end is not broken
     * off: whoever opens the directory next must not find it still going on. Idempotent.
     */
    @Override
    public void close() {
        stopping = true;
        stop.countDown();
        if (thread.getState() == Thread.State.NEW) {
            closeLog();
            closed.complete(null);
            return;
        }
        thread.interrupt();
        Threads.join(thread, JOIN);
        if (!closed.isDone()) {
            LOG.warn("node={} the log's disk does not answer; the data directory stays locked until it does", node);
        }
    }
}
