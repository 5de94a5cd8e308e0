package io.arewealive.core.machine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.arewealive.status.Problem;
import io.arewealive.status.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("A20")
class KeysEndTest {

    private static final Instant END = Instant.parse("2036-11-27T12:00:00Z");

    private final KeysEnd keys = new KeysEnd();

    @Test
    void without_keys_nothing_ends() {
        assertEquals(Optional.empty(), keys.problem("db-1", END));
    }

    @ParameterizedTest
    @CsvSource({"61, ", "59, WARNING", "0, WARNING", "-1, CRITICAL"})
    void the_end_is_told_sixty_days_before(long daysBefore, @Nullable Severity severity) {
        keys.at(END);

        Optional<Problem> problem = keys.problem("db-1", END.minus(Duration.ofDays(daysBefore)));

        assertEquals(Optional.ofNullable(severity), problem.map(Problem::severity));
        problem.ifPresent(found -> assertEquals("db-1", found.subject()));
    }

    @Test
    void new_keys_have_an_end_of_their_own() {
        keys.at(END);
        keys.at(END.plus(Duration.ofDays(3_000)));

        assertEquals(Optional.empty(), keys.problem("db-1", END));
    }
}
