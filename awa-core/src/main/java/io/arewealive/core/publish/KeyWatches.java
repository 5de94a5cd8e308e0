package io.arewealive.core.publish;

import io.arewealive.kv.KvListener;
import io.arewealive.kv.KvWatch;
import java.util.concurrent.CopyOnWriteArrayList;

/** All watches of one node. Any thread. */
public final class KeyWatches implements AutoCloseable {

    /** The most watches of one node; each has a thread. */
    public static final int MOST = 1_000;

    private final String node;
    private final KeyHistory history;
    private final CopyOnWriteArrayList<KeyWatch> watches = new CopyOnWriteArrayList<>();
    private volatile boolean closed;

    /** Watches over this history. */
    public KeyWatches(String node, KeyHistory history) {
        this.node = node;
        this.history = history;
    }

    /**
     * Begins one.
     *
     * @throws IllegalStateException if there are too many, or the node is closed
     */
    public synchronized KvWatch begin(String prefix, long revision, KvListener listener) {
        if (closed || watches.size() >= MOST) {
            throw new IllegalStateException(
                    closed ? "this node is closed" : MOST + " watches are open at this node already; close one first");
        }
        var watch = new KeyWatch(node, history, prefix, revision, listener, watches::remove);
        watches.add(watch);
        watch.start();
        return watch;
    }

    @Override
    public void close() {
        synchronized (this) {
            closed = true;
        }
        history.close();
        watches.forEach(KeyWatch::close);
    }
}
