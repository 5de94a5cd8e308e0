package io.arewealive.core.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Work that may never end is not waited for for ever. */
class WatchTest {

    private final Watch watch = new Watch(Duration.ofMillis(50), () -> {});

    @Test
    void what_the_work_returns_or_throws_is_passed_on() throws Exception {
        assertEquals(7, watch.run(() -> 7));

        var failure = assertThrows(
                IllegalStateException.class,
                () -> watch.run(() -> {
                    throw new OutOfMemoryError("a length of two billion");
                }));
        assertEquals("a length of two billion", failure.getCause().getMessage());
    }

    @Test
    void work_that_stands_still_is_given_up_and_ends_at_its_next_pulse() {
        var release = new CountDownLatch(1);
        var ended = new FutureTask<>(() -> "ended");

        assertThrows(
                StoreException.class,
                () -> watch.run(() -> {
                    release.await();
                    try {
                        watch.pulse();
                    } catch (StoreException e) {
                        ended.run();
                    }
                    return 0;
                }));

        release.countDown();
        Awaitility.await().atMost(Duration.ofSeconds(10)).until(ended::isDone);
    }

    @Test
    void work_that_moves_is_waited_for_longer_than_the_patience() throws Exception {
        var patient = new Watch(Duration.ofMillis(500), () -> {});
        long enough = Duration.ofMillis(1_200).toNanos();

        long lasted = patient.run(() -> {
            long start = System.nanoTime();
            while (System.nanoTime() - start < enough) {
                patient.pulse();
                Thread.onSpinWait();
            }
            return System.nanoTime() - start;
        });

        assertTrue(lasted >= enough);
    }
}
