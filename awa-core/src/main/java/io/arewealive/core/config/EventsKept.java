package io.arewealive.core.config;

import java.time.Duration;
import java.util.List;

/**
 * How many events stay: what is older or beyond the number goes.
 *
 * @param age how long an event is kept
 * @param count how many of each stream are kept
 */
public record EventsKept(Duration age, int count) {

    static final ValueType<EventsKept> TYPE = new ValueType<>(
            "an age and a number, such as 90d, 100000",
            EventsKept::parse,
            kept -> Units.print(kept.age) + "," + kept.count);

    private static final ValueType<Duration> AGE = ValueTypes.duration("1s", "36500d");
    private static final ValueType<Integer> COUNT = ValueTypes.count(1, 10_000_000);

    private static EventsKept parse(String text) {
        List<String> parts = ValueTypes.split(text);
        if (parts.size() != 2) {
            throw new IllegalArgumentException("\"" + text + "\" must be an age and a number, such as 90d, 100000");
        }
        return new EventsKept(AGE.parse(parts.get(0)), COUNT.parse(parts.get(1)));
    }
}
