package io.arewealive.core.machine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FlappingTest {

    private static final long MINUTE = 60_000;

    @ParameterizedTest
    @CsvSource({
        "0 1 2 3,       false", // four changes are not enough
        "0 1 2 3 4,     true",
        "0 2 4 6 9,     true",
        "0 2 4 6 10,    false", // the first is out of the window
        "0 10 20 30 40, false"
    })
    void it_begins_with_the_fifth_change_within_ten_minutes(String minutes, boolean flapping) {
        assertEquals(flapping, after(minutes).flapping());
    }

    @ParameterizedTest
    @CsvSource({"0 1 2 3 4, 12, false", "0 1 2 3 4, 13, true", "0 1 2 3 4 5 6, 14, false", "0 1 2 3 4 5 6, 15, true"})
    void it_ends_when_fewer_than_two_changes_are_within_ten_minutes(String minutes, long now, boolean steady) {
        assertEquals(steady, after(minutes).isSteady(now * MINUTE));
    }

    @Test
    void a_node_that_does_not_flap_has_nothing_to_become_steady_from() {
        assertFalse(Flapping.NONE.isSteady(MINUTE));
        assertFalse(after("0 1").isSteady(100 * MINUTE));
    }

    @Test
    void however_often_it_changes_little_is_kept_and_a_slow_count_agrees() {
        long seed = System.nanoTime();
        var random = new Random(seed);
        long now = 0;
        var times = new java.util.ArrayList<Long>();
        Flapping flapping = Flapping.NONE;
        boolean expected = false;
        for (int i = 0; i < 10_000; i++) {
            now += random.nextLong(5 * MINUTE);
            times.add(now);
            long at = now;
            long within = times.stream().filter(time -> at - time < 10 * MINUTE).count();
            expected |= within >= 5;
            flapping = flapping.changed(now);
            assertEquals(expected, flapping.flapping(), "seed " + seed);
            assertTrue(flapping.changes().size() <= 5, "seed " + seed);
            now += random.nextLong(5 * MINUTE);
            long later = now;
            boolean steady =
                    times.stream().filter(time -> later - time < 10 * MINUTE).count() < 2;
            assertEquals(expected && steady, flapping.isSteady(now), "seed " + seed);
            if (flapping.isSteady(now)) {
                flapping = Flapping.NONE;
                times.clear();
                expected = false;
            }
        }
    }

    private static Flapping after(String minutes) {
        Flapping flapping = Flapping.NONE;
        for (String minute : minutes.split(" ", -1)) {
            flapping = flapping.changed(Long.parseLong(minute) * MINUTE);
        }
        return flapping;
    }
}
