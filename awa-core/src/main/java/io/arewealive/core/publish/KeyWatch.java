package io.arewealive.core.publish;

import io.arewealive.kv.KvChange;
import io.arewealive.kv.KvChanges;
import io.arewealive.kv.KvListener;
import io.arewealive.kv.KvWatch;
import java.time.Duration;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One listener and its thread, which reads on in the history where it left off: a slow one has no queue that could overflow. */
final class KeyWatch implements KvWatch {

    private static final Logger LOG = LoggerFactory.getLogger(KeyWatch.class);
    private static final Duration WAIT = Duration.ofMinutes(1);
    private static final Duration JOIN = Duration.ofSeconds(1);
    private static final int AT_ONCE = 256;

    private final KeyHistory history;
    private final String prefix;
    private final KvListener listener;
    private final Consumer<KeyWatch> onClose;
    private final Thread thread;
    private volatile long revision;
    private volatile boolean closed;

    KeyWatch(
            String node,
            KeyHistory history,
            String prefix,
            long revision,
            KvListener listener,
            Consumer<KeyWatch> onClose) {
        this.history = history;
        this.prefix = prefix;
        this.revision = revision;
        this.listener = listener;
        this.onClose = onClose;
        this.thread = new Thread(this::run, "awa-watch-" + node);
        this.thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    private void run() {
        try {
            while (!closed) {
                tell(history.since(prefix, revision, AT_ONCE, WAIT));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void tell(KvChanges next) {
        if (next instanceof KvChanges.Changes changes) {
            for (KvChange change : changes.changes()) {
                if (closed) {
                    return;
                }
                call(() -> listener.changed(change));
                revision = change.revision();
            }
        } else {
            long after = revision;
            call(() -> listener.lost(after, next.revision()));
        }
        revision = next.revision();
    }

    private void call(Runnable listening) {
        try {
            listening.run();
        } catch (RuntimeException e) {
            LOG.warn("listener={} failed after revision {} of the key-value store", listener, revision, e);
        }
    }

    @Override
    public long revision() {
        return revision;
    }

    @Override
    public void close() {
        closed = true;
        onClose.accept(this);
        thread.interrupt();
        if (Thread.currentThread() != thread) {
            try {
                thread.join(JOIN.toMillis());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
