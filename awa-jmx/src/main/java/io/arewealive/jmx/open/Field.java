package io.arewealive.jmx.open;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.function.ToIntFunction;
import java.util.function.ToLongFunction;
import javax.management.openmbean.CompositeData;
import javax.management.openmbean.OpenType;
import javax.management.openmbean.SimpleType;

/**
 * One value that can be read from a {@code T}: a column of a {@link Shape}, or an attribute of an {@link OpenBean}. What is not
 * known is shown, never left out and never null: empty text, -1 for a whole number, NaN for a real one.
 *
 * @param name in lower camel case; as an attribute it begins with a capital
 * @param type a JDK open type
 * @param unit what a number counts; empty for everything else
 * @param description one sentence, different from the name
 * @param value reads it; never blocks
 */
public record Field<T>(
        String name, OpenType<?> type, String unit, String description, Function<? super T, ? extends Object> value) {

    /** Whole number that is not known. */
    public static final long UNKNOWN = -1;

    /** Checks that nothing is left undescribed. */
    public Field {
        Described.require("field", name, type, unit, description);
    }

    /** A text; empty if not known. */
    public static <T> Field<T> text(String name, String description, Function<? super T, String> value) {
        return new Field<>(name, SimpleType.STRING, "", description, value);
    }

    /** A text that may be missing; it is then empty. */
    public static <T> Field<T> maybeText(
            String name, String description, Function<? super T, ? extends Optional<?>> value) {
        return text(
                name, description, row -> value.apply(row).map(Object::toString).orElse(""));
    }

    /** Yes or no. */
    public static <T> Field<T> flag(String name, String description, Predicate<? super T> value) {
        return new Field<>(name, SimpleType.BOOLEAN, "", description, value::test);
    }

    /** A whole number of 32 bits. */
    public static <T> Field<T> integer(String name, String unit, String description, ToIntFunction<? super T> value) {
        return new Field<>(name, SimpleType.INTEGER, unit, description, value::applyAsInt);
    }

    /** A whole number of 64 bits. */
    public static <T> Field<T> number(String name, String unit, String description, ToLongFunction<? super T> value) {
        return new Field<>(name, SimpleType.LONG, unit, description, value::applyAsLong);
    }

    /** A whole number that may be missing; it is then -1. */
    public static <T> Field<T> maybeNumber(
            String name, String unit, String description, Function<? super T, OptionalLong> value) {
        return number(
                name,
                unit,
                description + " -1: not known.",
                row -> value.apply(row).orElse(UNKNOWN));
    }

    /** A real number that may be missing; it is then NaN. */
    public static <T> Field<T> maybeReal(
            String name, String unit, String description, Function<? super T, OptionalDouble> value) {
        ToDoubleFunction<T> known = row -> value.apply(row).orElse(Double.NaN);
        return new Field<>(name, SimpleType.DOUBLE, unit, description + " NaN: not known.", known::applyAsDouble);
    }

    /** Bytes; callers get an array of their own. */
    public static <T> Field<T> bytes(String name, String description, Function<? super T, byte[]> value) {
        return new Field<>(name, ArrayTypes.ofBytes(), "bytes", description, value);
    }

    /** Several texts. */
    public static <T> Field<T> texts(
            String name, String description, Function<? super T, ? extends Collection<String>> value) {
        return new Field<>(
                name,
                ArrayTypes.of(SimpleType.STRING),
                "",
                description,
                row -> value.apply(row).toArray(new String[0]));
    }

    /** A table. */
    public static <T, R> Field<T> rows(
            String name, String description, Shape<R> shape, Function<? super T, List<R>> value) {
        return new Field<>(name, shape.arrayType(), "", description, row -> shape.rows(value.apply(row)));
    }

    /** A table whose rows are there already; callers get a copy of the array. */
    public static <T> Field<T> madeRows(
            String name, String description, Shape<?> shape, Function<? super T, CompositeData[]> value) {
        return new Field<>(
                name,
                shape.arrayType(),
                "",
                description,
                row -> value.apply(row).clone());
    }

    /** Pairs of texts. */
    public static <T> Field<T> pairs(String name, String description, Function<? super T, Map<String, String>> value) {
        return new Field<>(name, Pairs.TYPE, "", description, row -> Pairs.of(value.apply(row)));
    }

    /** This name as the name of an attribute. */
    public String attributeName() {
        return attributeName(name);
    }

    static String attributeName(String name) {
        return Character.toUpperCase(name.charAt(0)) + name.substring(1);
    }

    Object read(T from) {
        return value.apply(from);
    }
}
