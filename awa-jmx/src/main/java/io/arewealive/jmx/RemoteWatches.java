package io.arewealive.jmx;

import io.arewealive.kv.KvListener;
import io.arewealive.kv.KvWatch;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The watches of one client, of which there are only so many. Any thread. */
final class RemoteWatches implements AutoCloseable {

    private static final int MOST = 16;

    private final Set<RemoteWatch> open = new HashSet<>();
    private int number;
    private boolean closed;

    /** Begins one, over a connection of its own: while it waits it holds one of a link's few threads. */
    synchronized KvWatch begin(Link link, String prefix, long revision, KvListener listener) {
        if (closed) {
            throw new IllegalStateException("the connection is closed");
        }
        if (open.size() >= MOST) {
            throw new IllegalStateException(
                    "there are " + MOST + " watches over this connection already; close one, or connect once more");
        }
        var watch = new RemoteWatch(link.another(), prefix, revision, listener, this::forget);
        open.add(watch);
        watch.start("awa-kv-watch-" + ++number);
        return watch;
    }

    /** Ends all of them. Idempotent. */
    @Override
    public void close() {
        List<RemoteWatch> all;
        synchronized (this) {
            closed = true;
            all = List.copyOf(open);
        }
        all.forEach(RemoteWatch::close);
    }

    private synchronized void forget(RemoteWatch watch) {
        open.remove(watch);
    }
}
