package io.arewealive.snmp.mib;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.snmp4j.smi.Integer32;

/**
 * A textual convention whose values have names; they count from 1.
 *
 * @param name of the convention
 * @param description what it says, a sentence
 * @param values in the order of their numbers
 * @param <E> the values
 */
record Enumeration<E extends Enum<E>>(String name, String description, List<E> values) {

    Enumeration {
        values = List.copyOf(values);
    }

    /** The type of objects that hold one of the values. */
    Syntax<E> syntax() {
        return new Syntax<>(name, "", value -> new Integer32(values.indexOf(value) + 1));
    }

    /** The values with their numbers, as SMIv2 writes them: {@code online(2)}. */
    String listed() {
        return IntStream.range(0, values.size())
                .mapToObj(at -> word(values.get(at)) + "(" + (at + 1) + ")")
                .collect(Collectors.joining(", "));
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
