package io.arewealive.standalone;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

class SecondsTest {

    @ParameterizedTest
    @CsvSource({"5,PT5S", "0.5,PT0.5S", "500ms,PT0.5S", "2m,PT2M", "60m,PT1H", "1s,PT1S"})
    void a_number_means_seconds(String text, Duration duration) {
        assertEquals(duration, new Seconds().convert(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "-1", "1h", "x", "61m", "1e3"})
    void other_times_are_refused(String text) {
        assertThrows(TypeConversionException.class, () -> new Seconds().convert(text));
    }
}
