package io.arewealive.jmx.open;

import javax.management.openmbean.ArrayType;
import javax.management.openmbean.OpenDataException;
import javax.management.openmbean.OpenType;
import javax.management.openmbean.SimpleType;

/** Types of arrays, without the JDK's checked exception. */
public final class ArrayTypes {

    /** {@code byte[]}. */
    static final OpenType<byte[]> BYTES = bytes();

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

    private static OpenType<byte[]> bytes() {
        try {
            return new ArrayType<>(SimpleType.BYTE, true);
        } catch (OpenDataException e) {
            throw new IllegalStateException("an array of bytes", e);
        }
    }
}
