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

/** A snapshot is encoded beside the loop, and shows one moment all the same. */
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

    private static void write(KvState kv, String key, int bytes) {
        kv.apply(new KvWrite.Set(key, KvValue.of(new byte[bytes]), 0), WRITING);
    }
}
