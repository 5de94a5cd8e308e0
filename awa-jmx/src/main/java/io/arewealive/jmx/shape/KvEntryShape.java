package io.arewealive.jmx.shape;

import io.arewealive.jmx.open.Field;
import io.arewealive.jmx.open.Row;
import io.arewealive.jmx.open.Shape;
import io.arewealive.kv.KvEntry;
import io.arewealive.kv.Reading;
import io.arewealive.kv.Reading.Found;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/** The answer to "what does this key hold?". */
public final class KvEntryShape {

    /** The columns. */
    public static final Shape<Reading<Optional<KvEntry>>> SHAPE = ReadingColumns.add(
                    Shape.<Reading<Optional<KvEntry>>>named("KeyReading", "What a key holds."),
                    "found, key-missing",
                    entry -> entry.isPresent() ? "found" : "key-missing")
            .with(Field.text(
                    "key",
                    "The key; empty if it was not found.",
                    reading -> entry(reading).map(KvEntry::key).orElse("")))
            .with(KvValues.text(reading -> entry(reading).map(KvEntry::value)))
            .with(KvValues.isText(reading -> entry(reading).map(KvEntry::value)))
            .with(KvValues.bytes(reading -> entry(reading).map(KvEntry::value)))
            .with(number(
                    "revision",
                    "changes",
                    "The store's revision that wrote the key; -1 if not found.",
                    KvEntry::revision))
            .with(number(
                    "lease",
                    "lease number",
                    "The lease whose end removes it; 0 if it stays, -1 if not found.",
                    KvEntry::lease))
            .build();

    private KvEntryShape() {}

    /** Reads one back. */
    public static Reading<Optional<KvEntry>> read(Row row) {
        return ReadingColumns.read(row, KvEntryShape::readEntry);
    }

    private static Optional<KvEntry> readEntry(Row row) {
        return row.text("outcome").equals("found")
                ? Optional.of(
                        new KvEntry(row.text("key"), KvValues.read(row), row.number("revision"), row.number("lease")))
                : Optional.empty();
    }

    private static Optional<KvEntry> entry(Reading<Optional<KvEntry>> reading) {
        return ReadingColumns.found(reading).flatMap(Found::value);
    }

    private static Field<Reading<Optional<KvEntry>>> number(
            String name, String unit, String description, ToLongFunction<KvEntry> value) {
        Function<KvEntry, Long> boxed = value::applyAsLong;
        return Field.number(
                name, unit, description, reading -> entry(reading).map(boxed).orElse(Field.UNKNOWN));
    }
}
