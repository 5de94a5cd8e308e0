package io.arewealive.snmp.mib;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import org.snmp4j.smi.Variable;

/**
 * An object that has values: a scalar, or a column of a table.
 *
 * @param number its last sub-identifier but the instance
 * @param name for example {@code awaNodeStatus}
 * @param syntax its type
 * @param units what a number counts; empty if it is none
 * @param description what it means; the same sentence as that of the MBean attribute, where there is one
 * @param read the value, if it is known; what is not known has no instance
 * @param <T> what it is a part of
 */
public record Leaf<T>(
        int number,
        String name,
        Syntax<?> syntax,
        String units,
        String description,
        Function<T, Optional<Variable>> read) {

    /** One whose value is always known. */
    public static <T, V> Leaf<T> of(
            int number, String name, Syntax<V> syntax, String units, String description, Function<T, V> read) {
        return new Leaf<>(
                number,
                name,
                syntax,
                units,
                description,
                of -> Optional.of(syntax.wire().apply(read.apply(of))));
    }

    static <T, V> Leaf<T> maybe(
            int number, String name, Syntax<V> syntax, String description, Function<T, Optional<V>> read) {
        return new Leaf<>(
                number, name, syntax, "", description, of -> read.apply(of).map(syntax.wire()));
    }

    static <T> Leaf<T> maybeGauge(
            int number, String name, String units, String description, Function<T, OptionalLong> read) {
        return new Leaf<>(
                number,
                name,
                Syntax.GAUGE,
                units,
                description,
                of -> boxed(read.apply(of)).map(value -> Syntax.GAUGE.wire().apply(value)));
    }

    static <T> Leaf<T> maybeGauge64(
            int number, String name, String units, String description, Function<T, OptionalLong> read) {
        return new Leaf<>(
                number,
                name,
                Syntax.GAUGE64,
                units,
                description,
                of -> boxed(read.apply(of)).map(Syntax.GAUGE64.wire()));
    }

    private static Optional<Long> boxed(OptionalLong value) {
        return value.isPresent() ? Optional.of(value.getAsLong()) : Optional.empty();
    }
}
