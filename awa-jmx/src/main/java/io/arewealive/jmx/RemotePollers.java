package io.arewealive.jmx;

import io.arewealive.event.AwaListener;
import io.arewealive.event.EventStream;
import io.arewealive.kv.KvListener;
import io.arewealive.kv.KvWatch;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What one client watches and follows, of which there is only so much. Any thread. */
final class RemotePollers implements AutoCloseable {

    private static final int MOST = 16;

    private final Set<Poller> open = new HashSet<>();
    private int number;
    private boolean closed;

    /** Begins a watch of keys, over a connection of its own. */
    KvWatch watch(Link link, String prefix, long revision, KvListener listener) {
        var watch = new RemoteWatch(link.another(), prefix, revision, listener, this::forget);
        begin(watch.poller(), "awa-kv-watch-");
        return watch;
    }

    /** Begins to follow a stream of events, over a connection of its own. */
    EventFollower follow(Link link, EventStream stream, long after, AwaListener listener) {
        var follower = new RemoteFollower(link.another(), stream, after, listener, this::forget);
        begin(follower.poller(), "awa-events-");
        return follower;
    }

    /** Ends all of them. Idempotent. */
    @Override
    public void close() {
        List<Poller> all;
        synchronized (this) {
            closed = true;
            all = List.copyOf(open);
        }
        all.forEach(Poller::close);
    }

    private synchronized void begin(Poller poller, String name) {
        if (closed) {
            throw new IllegalStateException("the connection is closed");
        }
        if (open.size() >= MOST) {
            throw new IllegalStateException(
                    "there are " + MOST + " watches over this connection already; close one, or connect once more");
        }
        open.add(poller);
        poller.start(name + ++number);
    }

    private synchronized void forget(Poller poller) {
        open.remove(poller);
    }
}
