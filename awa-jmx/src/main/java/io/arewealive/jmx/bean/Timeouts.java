package io.arewealive.jmx.bean;

import io.arewealive.jmx.open.Arguments;
import io.arewealive.jmx.open.Parameter;
import java.time.Duration;

/**
 * The time limit that operations take.
 *
 * @param ifZero what counts if none is given
 * @param longest the longest that may be given
 */
record Timeouts(Duration ifZero, Duration longest) {

    private static final String NAME = "timeoutMillis";

    /** For what asks all nodes. */
    static final Timeouts ASK = new Timeouts(Duration.ofSeconds(2), Duration.ofMinutes(1));

    /** For what goes through the replicated log. */
    static final Timeouts LOG = new Timeouts(Duration.ofSeconds(5), Duration.ofMinutes(10));

    Parameter parameter() {
        return Parameter.number(
                NAME,
                "milliseconds",
                "How long to wait, 1 to " + longest.toMillis() + "; 0 for " + ifZero.toMillis() + ".");
    }

    Duration read(Arguments arguments) {
        long millis = arguments.has(NAME) ? arguments.number(NAME) : 0;
        if (millis < 0 || millis > longest.toMillis()) {
            throw new IllegalArgumentException(NAME + " " + millis + " must lie between 1 and " + longest.toMillis()
                    + ", or be 0 for " + ifZero.toMillis());
        }
        return millis == 0 ? ifZero : Duration.ofMillis(millis);
    }
}
