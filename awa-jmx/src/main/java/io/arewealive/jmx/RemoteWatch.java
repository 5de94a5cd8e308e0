package io.arewealive.jmx;

import io.arewealive.kv.KvChange;
import io.arewealive.kv.KvChanges;
import io.arewealive.kv.KvListener;
import io.arewealive.kv.KvWatch;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks for the next changes, again and again, and goes on at its revision after the connection was lost, here or at another server. The
 * listener is told on the thread of the watch, so what is not told yet waits at the server.
 */
final class RemoteWatch implements KvWatch {

    private static final Logger LOG = LoggerFactory.getLogger(RemoteWatch.class);
    private static final int BATCH = 1_000;
    private static final long FIRST_PAUSE_MILLIS = 50;
    private static final long LONGEST_PAUSE_MILLIS = 2_000;

    private final Link link;
    private final String prefix;
    private final KvListener listener;
    private final Consumer<RemoteWatch> ended;
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile long revision;
    private Optional<Thread> asking = Optional.empty();
    private long pauseMillis = FIRST_PAUSE_MILLIS;

    RemoteWatch(Link link, String prefix, long revision, KvListener listener, Consumer<RemoteWatch> ended) {
        if (revision < 0) {
            throw new IllegalArgumentException("revision " + revision + " must be 0 or more");
        }
        this.link = link;
        this.prefix = prefix;
        this.revision = revision;
        this.listener = listener;
        this.ended = ended;
    }

    void start(String name) {
        var thread = new Thread(this::run, name);
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public long revision() {
        return revision;
    }

    @Override
    public void close() {
        closed.countDown();
        synchronized (this) {
            asking.ifPresent(Thread::interrupt);
        }
        link.close();
        ended.accept(this);
    }

    private void run() {
        try {
            while (closed.getCount() > 0) {
                look();
            }
        } catch (InterruptedException e) {
            // It was closed, or its thread is not wanted any more.
        } finally {
            close();
        }
    }

    private void look() throws InterruptedException {
        long begin = System.nanoTime();
        try {
            boolean some = tell(ask());
            boolean hasty = System.nanoTime() - begin
                    < Duration.ofMillis(FIRST_PAUSE_MILLIS).toNanos();
            if (some || !hasty) {
                pauseMillis = FIRST_PAUSE_MILLIS;
            } else {
                pause();
            }
        } catch (RemoteAwaException e) {
            if (closed.getCount() > 0) {
                LOG.debug("the watch of \"{}\" goes on at revision {} when a server answers", prefix, revision, e);
            }
            pause();
        }
    }

    /** Only here it is interrupted by its end: a listener is not. */
    private KvChanges ask() throws InterruptedException {
        asks(Optional.of(Thread.currentThread()));
        try {
            return RemoteKeyValue.poll(link, prefix, revision, BATCH, RemoteKeyValue.LONGEST_WAIT);
        } finally {
            asks(Optional.empty());
            Thread.interrupted(); // One that came with the last answer.
        }
    }

    private synchronized void asks(Optional<Thread> thread) {
        asking = thread;
    }

    /** Says whether there was anything. */
    private boolean tell(KvChanges answer) {
        if (answer instanceof KvChanges.Compacted compacted) {
            long told = revision;
            revision = compacted.revision();
            listen(() -> listener.lost(told, compacted.revision()));
            return true;
        }
        if (answer instanceof KvChanges.Changes some) {
            for (KvChange change : some.changes()) {
                if (closed.getCount() == 0) {
                    return true;
                }
                listen(() -> listener.changed(change));
                revision = change.revision();
            }
            revision = some.revision();
            return !some.changes().isEmpty();
        }
        throw new AssertionError("unhandled " + answer);
    }

    /** What a listener throws is its own affair. */
    private void listen(Runnable call) {
        try {
            call.run();
        } catch (RuntimeException e) {
            LOG.warn("a listener of the keys that begin with \"{}\" failed: {}", prefix, e.toString(), e);
        }
    }

    private void pause() throws InterruptedException {
        closed.await(pauseMillis, TimeUnit.MILLISECONDS);
        pauseMillis = Math.min(2 * pauseMillis, LONGEST_PAUSE_MILLIS);
    }
}
