package io.arewealive.jmx.open;

import java.util.Set;
import javax.management.openmbean.ArrayType;
import javax.management.openmbean.OpenType;
import javax.management.openmbean.SimpleType;

/** The rule that nothing is shown without saying what it is. */
final class Described {

    private static final Set<OpenType<?>> NUMBERS = Set.of(
            SimpleType.BYTE,
            SimpleType.SHORT,
            SimpleType.INTEGER,
            SimpleType.LONG,
            SimpleType.FLOAT,
            SimpleType.DOUBLE,
            SimpleType.BIGINTEGER,
            SimpleType.BIGDECIMAL);

    private Described() {}

    static void require(String what, String name, OpenType<?> type, String unit, String description) {
        require(what, name, description);
        if (isOfNumbers(type) == unit.isBlank()) {
            throw new IllegalArgumentException(what + " " + name + ": a number needs a unit, and nothing else has one");
        }
    }

    private static boolean isOfNumbers(OpenType<?> type) {
        return NUMBERS.contains(type instanceof ArrayType<?> array ? array.getElementOpenType() : type);
    }

    static void require(String what, String name, String description) {
        if (name.isBlank() || description.isBlank() || description.equalsIgnoreCase(name)) {
            throw new IllegalArgumentException(what + " \"" + name + "\" needs a description other than its name");
        }
    }
}
