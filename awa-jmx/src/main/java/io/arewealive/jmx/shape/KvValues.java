package io.arewealive.jmx.shape;

import io.arewealive.jmx.open.Field;
import io.arewealive.jmx.open.Row;
import io.arewealive.kv.KvValue;
import java.util.Optional;
import java.util.function.Function;

/** A value in three columns: as text if its bytes are UTF-8, else as bytes, so that it crosses once and exactly. */
final class KvValues {

    private static final byte[] NONE = {};

    private KvValues() {}

    static <T> Field<T> text(Function<T, Optional<KvValue>> value) {
        return Field.text(
                "value",
                "The value, if it is text (UTF-8); else empty.",
                row -> value.apply(row).flatMap(KvValue::utf8).orElse(""));
    }

    static <T> Field<T> isText(Function<T, Optional<KvValue>> value) {
        return Field.flag(
                "text",
                "Whether the value is text and stands in value; else it stands in bytes.",
                row -> value.apply(row).flatMap(KvValue::utf8).isPresent());
    }

    static <T> Field<T> bytes(Function<T, Optional<KvValue>> value) {
        return Field.bytes(
                "bytes",
                "The value, if it is no text; else empty.",
                row -> value.apply(row)
                        .filter(some -> some.utf8().isEmpty())
                        .map(KvValue::bytes)
                        .orElse(NONE));
    }

    static KvValue read(Row row) {
        return row.flag("text") ? KvValue.of(row.text("value")) : KvValue.of(row.bytes("bytes"));
    }
}
