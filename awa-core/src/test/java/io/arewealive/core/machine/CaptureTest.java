package io.arewealive.core.machine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.arewealive.core.kv.KvState;
import io.arewealive.core.kv.Writing;
import io.arewealive.core.wire.Bytes;
import io.arewealive.kv.KvValue;
import io.arewealive.kv.KvWrite;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A snapshot of a large store holds the loop for a moment only, and shows one moment. */
@Tag("R10")
class CaptureTest {

    private static final Writing WRITING = new Writing("x", 1, 1L << 40, change -> {});

    @Test
    void what_is_written_after_it_was_taken_is_not_in_it() {
        var state = new ClusterState(new UUID(1, 1));
        write(state.kv(), "a", 10);

        Supplier<Bytes> taken = state.capture();
        write(state.kv(), "b", 10);

        KvState then = ClusterState.restore(taken.get()).kv();
        assertTrue(then.find("a").isPresent() && then.find("b").isEmpty());
        assertEquals(1, then.totals().revision());
    }

    @Test
    void a_hundred_thousand_keys_of_sixteen_mebibytes_hold_the_loop_for_less_than_twenty_milliseconds() {
        var state = new ClusterState(new UUID(1, 1));
        for (int i = 0; i < 100_000; i++) {
            write(state.kv(), "dir/key-" + i, 168);
        }

        long best = Long.MAX_VALUE;
        long encoded = Long.MAX_VALUE;
        for (int i = 0; i < 10; i++) {
            long begin = System.nanoTime();
            Supplier<Bytes> taken = state.capture();
            long held = System.nanoTime();
            assertTrue(taken.get().length() > 16 << 20);
            best = Math.min(best, held - begin);
            encoded = Math.min(encoded, System.nanoTime() - held);
        }

        System.out.println("capture " + best / 1000 + " us, encode " + encoded / 1000 + " us");
        assertTrue(best < 20_000_000, best + " ns");
    }

    private static void write(KvState kv, String key, int bytes) {
        kv.apply(new KvWrite.Set(key, KvValue.of(new byte[bytes]), 0), WRITING);
    }
}
