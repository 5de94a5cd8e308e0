package io.arewealive.core.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UnitsTest {

    @ParameterizedTest
    @CsvSource({"0ms,PT0S,0ms", "500ms,PT0.5S,500ms", "10s,PT10S,10s", "120s,PT2M,2m", "60m,PT1H,1h", "90d,PT2160H,90d"
    })
    void durations_are_read_and_written_in_the_largest_unit(String text, Duration duration, String printed) {
        assertEquals(duration, Units.duration(text));
        assertEquals(printed, Units.print(duration));
    }

    @ParameterizedTest
    @CsvSource({"4096,4096", "1B,1", "64KiB,65536", "16MiB,16777216", "1 GiB,1073741824"})
    void sizes_are_read(String text, long bytes) {
        assertEquals(bytes, Units.size(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ms", "-1s", "1.5s", "1w", "1 000ms", "999999999999999d"})
    void other_durations_are_refused(String text) {
        assertThrows(IllegalArgumentException.class, () -> Units.duration(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "MiB", "-1", "1MB", "999999999999999GiB"})
    void other_sizes_are_refused(String text) {
        assertThrows(IllegalArgumentException.class, () -> Units.size(text));
    }
}
