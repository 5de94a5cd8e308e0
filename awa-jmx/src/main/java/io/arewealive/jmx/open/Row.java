package io.arewealive.jmx.open;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.Function;
import javax.management.openmbean.CompositeData;
import javax.management.openmbean.TabularData;
import org.jspecify.annotations.Nullable;

/** Open data as a client reads it back, by the names of the fields that made it. */
public final class Row {

    private final Function<String, @Nullable Object> values;

    private Row(Function<String, @Nullable Object> values) {
        this.values = values;
    }

    /** A row of a table. */
    public static Row of(CompositeData data) {
        return new Row(name -> data.containsKey(name) ? data.get(name) : null);
    }

    /** The attributes of a bean, by their names. */
    public static Row ofAttributes(Map<String, Object> attributes) {
        return new Row(name -> attributes.get(Field.attributeName(name)));
    }

    /** A text. */
    public String text(String name) {
        return get(name, String.class);
    }

    /** A text that is empty if not known. */
    public Optional<String> maybeText(String name) {
        return Optional.of(text(name)).filter(text -> !text.isEmpty());
    }

    /** Yes or no. */
    public boolean flag(String name) {
        return get(name, Boolean.class);
    }

    /** A whole number of 32 bits. */
    public int integer(String name) {
        return get(name, Integer.class);
    }

    /** A whole number of 64 bits. */
    public long number(String name) {
        return get(name, Long.class);
    }

    /** A whole number that is -1 if not known. */
    public OptionalLong maybeNumber(String name) {
        long number = number(name);
        return number == Field.UNKNOWN ? OptionalLong.empty() : OptionalLong.of(number);
    }

    /** A real number that is NaN if not known. */
    public OptionalDouble maybeReal(String name) {
        double real = get(name, Double.class);
        return Double.isNaN(real) ? OptionalDouble.empty() : OptionalDouble.of(real);
    }

    /** A time in ISO-8601. */
    public Instant time(String name) {
        return Instant.parse(text(name));
    }

    /** A time in ISO-8601 that is empty if not known. */
    public Optional<Instant> maybeTime(String name) {
        return maybeText(name).map(Instant::parse);
    }

    /** Bytes. */
    public byte[] bytes(String name) {
        return get(name, byte[].class);
    }

    /** Several texts. */
    public List<String> texts(String name) {
        return List.of(get(name, String[].class));
    }

    /** A table. */
    public List<Row> rows(String name) {
        return Arrays.stream(get(name, CompositeData[].class)).map(Row::of).toList();
    }

    /** Pairs of texts. */
    public Map<String, String> pairs(String name) {
        return Pairs.read(get(name, TabularData.class));
    }

    private <V> V get(String name, Class<V> type) {
        Object value = values.apply(name);
        if (!type.isInstance(value)) {
            throw new IllegalStateException("the server gives no \"" + name + "\" of type " + type.getSimpleName()
                    + "; it runs another version of AWA");
        }
        return type.cast(value);
    }
}
