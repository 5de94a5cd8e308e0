package io.arewealive.jmx.bean;

import io.arewealive.jmx.open.Arguments;
import io.arewealive.jmx.open.Parameter;
import java.time.Duration;

/** The time limit that operations take. */
final class Timeouts {

    private static final String NAME = "timeoutMillis";
    private static final long MAX_MILLIS = 60_000;

    private Timeouts() {}

    static Parameter parameter(Duration ifZero) {
        return Parameter.number(
                NAME, "milliseconds", "How long to wait, 1 to " + MAX_MILLIS + "; 0 for " + ifZero.toMillis() + ".");
    }

    static Duration read(Arguments arguments, Duration ifZero) {
        long millis = arguments.has(NAME) ? arguments.number(NAME) : 0;
        if (millis < 0 || millis > MAX_MILLIS) {
            throw new IllegalArgumentException(NAME + " " + millis + " must lie between 1 and " + MAX_MILLIS
                    + ", or be 0 for " + ifZero.toMillis());
        }
        return millis == 0 ? ifZero : Duration.ofMillis(millis);
    }
}
