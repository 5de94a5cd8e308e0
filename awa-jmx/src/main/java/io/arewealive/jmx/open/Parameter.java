package io.arewealive.jmx.open;

import javax.management.openmbean.OpenType;
import javax.management.openmbean.SimpleType;

/**
 * A parameter of an operation.
 *
 * @param name in lower camel case
 * @param type a JDK open type
 * @param unit what a number counts; empty for everything else
 * @param description one sentence, with the meaning of the empty or zero value
 */
public record Parameter(String name, OpenType<?> type, String unit, String description) {

    /** Checks that nothing is left undescribed. */
    public Parameter {
        Described.require("parameter", name, type, unit, description);
    }

    /** A text. */
    public static Parameter text(String name, String description) {
        return new Parameter(name, SimpleType.STRING, "", description);
    }

    /** Yes or no. */
    public static Parameter flag(String name, String description) {
        return new Parameter(name, SimpleType.BOOLEAN, "", description);
    }

    /** Bytes. */
    public static Parameter bytes(String name, String description) {
        return new Parameter(name, ArrayTypes.ofBytes(), "bytes", description);
    }

    /** A whole number of 32 bits. */
    public static Parameter integer(String name, String unit, String description) {
        return new Parameter(name, SimpleType.INTEGER, unit, description);
    }

    /** A whole number of 64 bits. */
    public static Parameter number(String name, String unit, String description) {
        return new Parameter(name, SimpleType.LONG, unit, description);
    }
}
