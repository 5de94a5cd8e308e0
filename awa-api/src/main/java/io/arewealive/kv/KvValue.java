package io.arewealive.kv;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/** A value: 0 to 1 MiB of bytes, kept exactly. Immutable. */
public final class KvValue {

    /** The largest value, in bytes. */
    public static final int MAX_BYTES = 1024 * 1024;

    private final byte[] bytes;

    private KvValue(byte[] bytes) {
        if (bytes.length > MAX_BYTES) {
            throw new IllegalArgumentException("a value of " + bytes.length + " bytes is larger than " + MAX_BYTES);
        }
        this.bytes = bytes;
    }

    /**
     * The text's UTF-8 bytes.
     *
     * @throws IllegalArgumentException if that is too much
     */
    public static KvValue of(String text) {
        return new KvValue(text.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * A copy of these bytes.
     *
     * @throws IllegalArgumentException if that is too much
     */
    public static KvValue of(byte[] bytes) {
        return new KvValue(bytes.clone());
    }

    /** A copy of the bytes. */
    public byte[] bytes() {
        return bytes.clone();
    }

    /** The number of bytes. */
    public int size() {
        return bytes.length;
    }

    /** The bytes as UTF-8; what is none is shown as U+FFFD. */
    public String text() {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /** The text whose UTF-8 these bytes are, exactly; empty if they are none. */
    public Optional<String> utf8() {
        try {
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof KvValue value && Arrays.equals(bytes, value.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    /** How long it is; what is in it may be secret or large. */
    @Override
    public String toString() {
        return bytes.length + " bytes";
    }
}
