package io.arewealive.core.loop;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.arewealive.core.log.Disk;
import io.arewealive.core.log.FileLog;
import io.arewealive.core.log.LogOptions;
import io.arewealive.core.log.SimDisk;
import io.arewealive.core.raft.Entry;
import io.arewealive.core.raft.Epoch;
import io.arewealive.core.raft.HardState;
import io.arewealive.core.raft.RaftEffect;
import io.arewealive.core.raft.Recovered;
import io.arewealive.core.step.Effect;
import io.arewealive.core.step.Input;
import io.arewealive.core.step.Vow;
import io.arewealive.core.wire.Bytes;
import io.arewealive.node.NodeId;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** What the thread that writes the log does when its disk is full, or does not answer. */
class LogWriterTest {

    private static final LogOptions TINY = new LogOptions(4 << 10, 4 << 10);

    private final SimDisk disk = new SimDisk(new SplittableRandom(1));
    private final Mailbox mailbox = new Mailbox();
    private final List<Input> told = new ArrayList<>();

    @Test
    void it_waits_for_room_tells_so_once_and_then_writes_everything_in_order() throws IOException {
        LogWriter writer = writer(disk);
        fill(writer);
        writer.start();
        await().until(() -> told(Input.PersistStalled.class) == 1);
        assertFalse(told.contains(new Input.Persisted(2)), told::toString);

        disk.limit(1 << 20);
        await().until(() -> told(Input.PersistResumed.class) == 1);
        await().until(() -> told(Input.Persisted.class) > 0 && told.contains(new Input.Persisted(2)));
        assertEquals(1, told(Input.PersistStalled.class));
        assertEquals(0, told(Input.PersistFailed.class));
        writer.close();
        writer.closed().join();

        try (FileLog log = FileLog.open(disk, TINY, () -> 0)) {
            assertEquals(2, log.recovered().entries().size());
        }
    }

    @Test
    void a_full_disk_does_not_hold_up_its_end() {
        LogWriter writer = writer(disk);
        fill(writer);
        writer.start();
        await().until(() -> told(Input.PersistStalled.class) == 1);

        writer.close();

        assertTrue(writer.closed().isDone());
        assertEquals(0, told(Input.Persisted.class), told::toString);
    }

    @Test
    void a_write_that_does_not_end_lets_close_return_and_closed_tells_when_it_is_over() {
        var armed = new AtomicBoolean();
        var stuck = new AtomicBoolean();
        var release = new CountDownLatch(1);
        LogWriter writer = writer(beforeForce(disk, () -> {
            if (armed.get()) {
                stuck.set(true);
                release.await();
            }
        }));
        armed.set(true);
        writer.add(persist(1, 100));
        writer.start();
        await().untilTrue(stuck);

        // close() interrupts the thread; the wait in it must stand for a call of the system, which an interrupt does
        // not end
        long began = System.nanoTime();
        writer.close();
        assertTrue(System.nanoTime() - began < Duration.ofSeconds(4).toNanos());
        assertFalse(writer.closed().isDone(), "somebody else could open the directory now");

        release.countDown();
        await().until(writer.closed()::isDone);
        told(Input.class);
        assertInstanceOf(Input.Persisted.class, told.get(told.size() - 1));
    }

    @Test
    void one_that_never_began_ends_too() {
        LogWriter writer = writer(disk);

        writer.close();
        writer.close();

        assertTrue(writer.closed().isDone());
    }

    /** The first batch fits in no file that there is room for. */
    private void fill(LogWriter writer) {
        disk.limit(6 << 10);
        writer.add(persist(1, 8 << 10));
        writer.add(persist(2, 100));
    }

    private LogWriter writer(Disk where) {
        try {
            return new LogWriter(
                    "test", FileLog.open(where, TINY, () -> 0), mailbox, (wanted, total, data) -> {}, new NoPapers());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private interface Wait {
        void run() throws InterruptedException;
    }

    /** The same disk, on which this happens before each sync, and no interrupt ends it. */
    private static Disk beforeForce(Disk disk, Wait wait) {
        return (Disk) Proxy.newProxyInstance(
                Disk.class.getClassLoader(), new Class<?>[] {Disk.class}, (it, called, with) -> {
                    if (called.getName().equals("force")) {
                        uninterrupted(wait);
                    }
                    try {
                        return called.invoke(disk, with);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    private static void uninterrupted(Wait wait) {
        boolean interrupted = false;
        while (true) {
            try {
                wait.run();
                break;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static Effect persist(long index, int bytes) {
        var entry = new Entry(index, 1, Entry.Kind.COMMAND, Bytes.owning(new byte[bytes]));
        return new Effect.Persist(new RaftEffect.Persist(
                index,
                index == 1 ? Optional.of(new HardState(1, Optional.empty())) : Optional.empty(),
                OptionalLong.empty(),
                List.of(entry),
                0));
    }

    private long told(Class<? extends Input> type) {
        try {
            mailbox.take(told, 1_000, 0);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return told.stream().filter(type::isInstance).count();
    }

    /** What says who a node is does not matter here. */
    private static final class NoPapers implements LogWriter.Papers {
        @Override
        public void joined(UUID clusterId) {}

        @Override
        public void keep(Vow vow) {}

        @Override
        public Recovered found(UUID clusterId) {
            return Recovered.nothing();
        }

        @Override
        public void adopt(NodeId reserved) {}

        @Override
        public void outdated(String message) {}

        @Override
        public FileLog begin(Epoch epoch) {
            throw new AssertionError(epoch);
        }
    }
}
