package io.arewealive.standalone.history;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A stretch of time.
 *
 * @param from its beginning
 * @param to its end, not before the beginning
 */
public record Span(Instant from, Instant to) {

    /** Puts the end behind the beginning if clocks disagreed. */
    public Span {
        to = to.isBefore(from) ? from : to;
    }

    /** How long. */
    public Duration length() {
        return Duration.between(from, to);
    }

    /** The part of it that lies within another one; of no length if none does. */
    Span within(Span other) {
        Instant begin = from.isBefore(other.from) ? other.from : from;
        Instant end = to.isAfter(other.to) ? other.to : to;
        return new Span(begin, end);
    }

    /** How long all together are, counting what lies in several once. */
    static Duration union(List<Span> spans) {
        List<Span> sorted = new ArrayList<>(spans);
        sorted.sort(Comparator.comparing(Span::from));
        Duration sum = Duration.ZERO;
        Instant end = Instant.MIN;
        for (Span span : sorted) {
            Instant begin = span.from.isBefore(end) ? end : span.from;
            if (span.to.isAfter(begin)) {
                sum = sum.plus(Duration.between(begin, span.to));
                end = span.to;
            }
        }
        return sum;
    }
}
