package io.arewealive.core.channel;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One bounded queue for each destination, emptied in order by a borrowed thread. A destination that stalls holds up itself alone;
 * what does not fit is dropped and counted. A failed write drops all that waits: it was meant for a connection that is gone.
 *
 * @param <D> what names a destination
 */
final class SendQueues<D> {

    /** Writes to a destination; may block. */
    interface Writer<D> {
        void write(D destination, ByteBuffer packet) throws Exception;
    }

    /**
     * How much may wait.
     *
     * @param packets for one destination
     * @param bytes for one destination; a single packet may be larger
     * @param destinations in all
     */
    record Limits(int packets, long bytes, int destinations) {}

    private final Executor executor;
    private final Limits limits;
    private final Writer<D> writer;
    private final Map<D, Queue> queues = new ConcurrentHashMap<>();
    private final LongAdder dropped = new LongAdder();
    private final Consumer<D> unreachable;

    /**
     * Queues.
     *
     * @param unreachable told after each failed write, by the thread that tried
     */
    SendQueues(Executor executor, Limits limits, Writer<D> writer, Consumer<D> unreachable) {
        this.executor = executor;
        this.limits = limits;
        this.writer = writer;
        this.unreachable = unreachable;
    }

    /** Takes the packet or drops it; never blocks. Any thread. */
    void offer(D destination, ByteBuffer packet) {
        Queue queue = queues.get(destination);
        if (queue == null) {
            if (queues.size() >= limits.destinations()) {
                queues.values().removeIf(Queue::isIdle);
            }
            queue = queues.computeIfAbsent(destination, Queue::new);
        }
        if (!queue.offer(packet)) {
            dropped.increment();
        }
    }

    /** How many packets were dropped so far. */
    long dropped() {
        return dropped.sum();
    }

    /** Whether nothing waits or is being written. */
    boolean isIdle() {
        return queues.values().stream().allMatch(Queue::isIdle);
    }

    /** Drops what waits for a destination. */
    void clear(D destination) {
        Queue queue = queues.get(destination);
        if (queue != null) {
            queue.clear();
        }
    }

    /** Drops everything. */
    void clear() {
        queues.values().forEach(Queue::clear);
    }

    private final class Queue implements Runnable {

        private final D destination;
        private final Deque<ByteBuffer> waiting = new ArrayDeque<>();
        private long bytes;
        private boolean running;

        Queue(D destination) {
            this.destination = destination;
        }

        boolean offer(ByteBuffer packet) {
            synchronized (this) {
                if (waiting.size() >= limits.packets() || (bytes > 0 && bytes + packet.remaining() > limits.bytes())) {
                    return false;
                }
                waiting.add(packet);
                bytes += packet.remaining();
                if (running) {
                    return true;
                }
                running = true;
            }
            try {
                executor.execute(this);
                return true;
            } catch (RejectedExecutionException e) {
                release();
                return true;
            }
        }

        @Override
        public void run() {
            boolean orderly = false;
            try {
                for (ByteBuffer packet = next(); packet != null; packet = next()) {
                    write(packet);
                }
                orderly = true;
            } finally {
                if (!orderly) {
                    release(); // an Error ends this thread, not the queue
                }
            }
        }

        private void write(ByteBuffer packet) {
            try {
                writer.write(destination, packet);
            } catch (Exception e) {
                dropped.increment();
                clear();
                unreachable.accept(destination);
            }
        }

        private synchronized void release() {
            running = false;
            clear();
        }

        private synchronized @Nullable ByteBuffer next() {
            ByteBuffer packet = waiting.poll();
            if (packet == null) {
                running = false;
            } else {
                bytes -= packet.remaining();
            }
            return packet;
        }

        synchronized boolean isIdle() {
            return !running && waiting.isEmpty();
        }

        synchronized void clear() {
            dropped.add(waiting.size());
            waiting.clear();
            bytes = 0;
        }
    }
}
