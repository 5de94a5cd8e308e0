package io.arewealive.core.wire;

import java.util.Arrays;

/** Bytes that nobody changes any more. The array is shared, never copied: whoever made it gives it away. */
public final class Bytes {

    /** No bytes. */
    public static final Bytes EMPTY = new Bytes(new byte[0]);

    private final byte[] data;

    private Bytes(byte[] data) {
        this.data = data;
    }

    /** Takes over the array; the caller must not touch it again. */
    public static Bytes owning(byte[] data) {
        return data.length == 0 ? EMPTY : new Bytes(data);
    }

    /** How many. */
    public int length() {
        return data.length;
    }

    /** The array itself, to be read only. */
    public byte[] array() {
        return data;
    }

    /** A copy of a part. */
    public Bytes slice(int from, int length) {
        return owning(Arrays.copyOfRange(data, from, from + length));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Bytes bytes && Arrays.equals(data, bytes.data);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(data);
    }

    @Override
    public String toString() {
        return data.length + " bytes";
    }
}
