package io.arewealive.core.channel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.arewealive.core.channel.SendQueues.Limits;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;

/** Queues for each destination, with an executor that is run by hand. */
class SendQueuesTest {

    private final Deque<Runnable> threads = new ArrayDeque<>();
    private final List<String> written = new ArrayList<>();
    private final List<String> unreachable = new ArrayList<>();
    private final SendQueues<String> queues =
            new SendQueues<>(this::lend, new Limits(3, 100, 10), this::write, unreachable::add);
    private boolean noThreads;

    @Test
    void packets_of_one_destination_keep_their_order_and_need_one_thread() {
        offer("a", 1);
        offer("a", 2);
        offer("b", 3);

        assertEquals(2, threads.size());
        runAll();
        assertEquals(List.of("a 1", "a 2", "b 3"), written);
        assertTrue(queues.isIdle());
    }

    @Test
    void what_does_not_fit_is_dropped_and_counted_for_its_destination_alone() {
        for (int i = 1; i <= 5; i++) {
            offer("a", i);
        }
        offer("b", 1);

        runAll();

        assertEquals(List.of("a 1", "a 2", "a 3", "b 1"), written);
        assertEquals(2, queues.dropped());
    }

    @Test
    void bytes_are_limited_too_but_a_single_large_packet_passes() {
        offer("a", 101);
        offer("a", 1);

        runAll();

        assertEquals(List.of("a 101"), written);
        assertEquals(1, queues.dropped());
    }

    @Test
    void a_failed_write_drops_what_waits_and_tells() {
        offer("broken", 1);
        offer("broken", 2);

        runAll();

        assertEquals(List.of("broken"), unreachable);
        assertEquals(2, queues.dropped());
        assertTrue(queues.isIdle());
    }

    @Test
    void a_destination_lives_on_after_an_error_and_after_a_lack_of_threads() {
        offer("fatal", 1);
        assertThrows(StackOverflowError.class, this::runAll);
        noThreads = true;
        offer("fatal", 2);
        noThreads = false;

        offer("fatal", 3);

        assertEquals(1, threads.size());
    }

    private void offer(String to, int bytes) {
        queues.offer(to, ByteBuffer.wrap(new byte[bytes]));
    }

    private void runAll() {
        while (!threads.isEmpty()) {
            Objects.requireNonNull(threads.poll()).run();
        }
    }

    private void lend(Runnable work) {
        if (noThreads) {
            throw new RejectedExecutionException();
        }
        threads.add(work);
    }

    private void write(String to, ByteBuffer packet) throws IOException {
        if (to.equals("broken")) {
            throw new IOException(to);
        }
        if (to.equals("fatal")) {
            throw new StackOverflowError();
        }
        written.add(to + " " + packet.remaining());
    }
}
