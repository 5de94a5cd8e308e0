package io.arewealive.jmx.shape;

import io.arewealive.jmx.open.Field;
import io.arewealive.jmx.open.Row;
import io.arewealive.jmx.open.Shape;
import io.arewealive.kv.Consistency;
import io.arewealive.kv.Reading;
import io.arewealive.kv.Reading.Found;
import io.arewealive.kv.Reading.NoLeader;
import io.arewealive.kv.Reading.NoQuorum;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;

/** What all answers to reads of the key-value store have in common. */
final class ReadingColumns {

    private static final String NO_QUORUM = "no-quorum";
    private static final String NO_LEADER = "no-leader";

    private ReadingColumns() {}

    /**
     * Adds the columns.
     *
     * @param words the words of an answer that was found, for the description
     * @param word tells them apart
     */
    static <T> Shape.Builder<Reading<T>> add(
            Shape.Builder<Reading<T>> shape, String words, Function<? super T, String> word) {
        return shape.with(Field.text(
                        "outcome",
                        "The outcome in a word: " + words + ", no-quorum or no-leader (no linear answer, try again, or"
                                + " ask with local).",
                        reading -> word(reading, word)))
                .with(Field.number(
                        "storeRevision",
                        "changes",
                        "The store's revision that it was read at; -1 if there is no answer.",
                        reading -> found(reading).map(Found::revision).orElse(Field.UNKNOWN)))
                .with(Field.text(
                        "consistency",
                        "How new the answer is: linear, or local, which no majority confirmed; empty if there is none.",
                        reading -> found(reading)
                                .map(found -> found.consistency().word())
                                .orElse("")))
                .with(Field.maybeNumber(
                        "ageMillis",
                        "milliseconds",
                        "How long ago this node was last known to be up to date; 0 for linear.",
                        reading -> found(reading)
                                .flatMap(Found::age)
                                .map(age -> OptionalLong.of(age.toMillis()))
                                .orElse(OptionalLong.empty())))
                .with(Field.text("message", "What is missing; empty if there is an answer.", ReadingColumns::message));
    }

    /** Reads one back. */
    static <T> Reading<T> read(Row row, Function<Row, T> value) {
        return switch (row.text("outcome")) {
            case NO_QUORUM -> new NoQuorum<>(row.text("message"));
            case NO_LEADER -> new NoLeader<>(row.text("message"));
            default ->
                new Found<>(
                        value.apply(row),
                        row.number("storeRevision"),
                        Words.parse(Consistency.class, "consistency", row.text("consistency")),
                        age(row));
        };
    }

    static <T> Optional<Found<T>> found(Reading<T> reading) {
        return reading instanceof Found<T> found ? Optional.of(found) : Optional.empty();
    }

    private static Optional<Duration> age(Row row) {
        var millis = row.maybeNumber("ageMillis");
        return millis.isPresent() ? Optional.of(Duration.ofMillis(millis.getAsLong())) : Optional.empty();
    }

    private static <T> String word(Reading<T> reading, Function<? super T, String> word) {
        if (reading instanceof Found<T> found) {
            return word.apply(found.value());
        }
        if (reading instanceof NoQuorum) {
            return NO_QUORUM;
        }
        if (reading instanceof NoLeader) {
            return NO_LEADER;
        }
        throw new AssertionError("unhandled " + reading);
    }

    private static String message(Reading<?> reading) {
        if (reading instanceof NoQuorum<?> noQuorum) {
            return noQuorum.message();
        }
        return reading instanceof NoLeader<?> noLeader ? noLeader.message() : "";
    }
}
