package io.arewealive.jmx.open;

import javax.management.openmbean.ArrayType;
import javax.management.openmbean.OpenDataException;
import javax.management.openmbean.OpenType;

/** Types of arrays, without the JDK's checked exception. */
public final class ArrayTypes {

    private ArrayTypes() {}

    /** Bytes. */
    public static OpenType<byte[]> ofBytes() {
        return ArrayType.getPrimitiveArrayType(byte[].class);
    }

    static <T> OpenType<T[]> of(OpenType<T> element) {
        try {
            return ArrayType.getArrayType(element);
        } catch (OpenDataException e) {
            throw new IllegalStateException("an array of " + element.getTypeName(), e);
        }
    }
}
