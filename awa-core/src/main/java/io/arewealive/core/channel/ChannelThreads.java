package io.arewealive.core.channel;

import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jgroups.util.ThreadFactory;

/** Makes every thread of a channel a daemon with a name that says whose it is. */
final class ChannelThreads implements ThreadFactory {

    private static final long IDLE_SECONDS = 5;

    private final String nodeName;
    private final String prefix;
    private final AtomicInteger numbers = new AtomicInteger();

    ChannelThreads(String nodeName) {
        this.nodeName = nodeName;
        prefix = "awa-channel-" + nodeName + "-";
    }

    /** Whose they are, for lines in the log too. */
    String nodeName() {
        return nodeName;
    }

    /** A pool that grows with what is under way and shrinks to nothing; it refuses what is above the limit. */
    ThreadPoolExecutor pool(String name, int limit) {
        return new ThreadPoolExecutor(
                0,
                limit,
                IDLE_SECONDS,
                TimeUnit.SECONDS,
                new SynchronousQueue<>(),
                work -> newThread(work, name),
                new ThreadPoolExecutor.AbortPolicy());
    }

    @Override
    public Thread newThread(Runnable work) {
        return newThread(work, "work");
    }

    @Override
    public Thread newThread(Runnable work, String name) {
        Thread thread = new Thread(work, prefix + name + "-" + numbers.incrementAndGet());
        thread.setDaemon(true);
        return thread;
    }

    @Override
    public boolean useVirtualThreads() {
        return false;
    }

    @Override
    public void setPattern(String pattern) {
        // the names are ours
    }

    @Override
    public void setIncludeClusterName(boolean include) {
        // the names are ours
    }

    @Override
    public void setClusterName(String name) {
        // the names are ours
    }

    @Override
    public void setAddress(String address) {
        // the names are ours
    }

    @Override
    public void renameThread(String baseName, Thread thread) {
        // the names are ours
    }
}
