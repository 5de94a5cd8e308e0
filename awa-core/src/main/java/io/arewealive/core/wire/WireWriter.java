package io.arewealive.core.wire;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiConsumer;

/** Writes values one after the other, big-endian, lengths before contents. The counterpart of {@link WireReader}. */
public final class WireWriter {

    private byte[] buffer;
    private int size;

    /** A writer with room for a small message. */
    public WireWriter() {
        this(128);
    }

    /** A writer with room for this many bytes; it grows. */
    public WireWriter(int capacity) {
        buffer = new byte[Math.max(16, capacity)];
    }

    /** Eight bits. */
    public WireWriter u8(int value) {
        reserve(1);
        buffer[size++] = (byte) value;
        return this;
    }

    /** One byte, 0 or 1. */
    public WireWriter bool(boolean value) {
        return u8(value ? 1 : 0);
    }

    /** Thirty-two bits. */
    public WireWriter i32(int value) {
        reserve(4);
        for (int shift = 24; shift >= 0; shift -= 8) {
            buffer[size++] = (byte) (value >>> shift);
        }
        return this;
    }

    /** Sixty-four bits. */
    public WireWriter i64(long value) {
        reserve(8);
        for (int shift = 56; shift >= 0; shift -= 8) {
            buffer[size++] = (byte) (value >>> shift);
        }
        return this;
    }

    /** Sixteen bytes. */
    public WireWriter uuid(UUID value) {
        return i64(value.getMostSignificantBits()).i64(value.getLeastSignificantBits());
    }

    /** A text in UTF-8 behind its length in bytes. */
    public WireWriter text(String value) {
        byte[] encoded = value.getBytes(StandardCharsets.UTF_8);
        return i32(encoded.length).raw(encoded);
    }

    /** Bytes behind their length. */
    public WireWriter bytes(Bytes value) {
        return i32(value.length()).raw(value.array());
    }

    /** Bytes without a length. */
    public WireWriter raw(byte[] value) {
        reserve(value.length);
        System.arraycopy(value, 0, buffer, size, value.length);
        size += value.length;
        return this;
    }

    /** A flag, and the value behind it if there is one. */
    public <T> WireWriter optional(Optional<T> value, BiConsumer<WireWriter, T> each) {
        bool(value.isPresent());
        value.ifPresent(present -> each.accept(this, present));
        return this;
    }

    /** A count and that many values. */
    public <T> WireWriter list(Collection<T> values, BiConsumer<WireWriter, T> each) {
        i32(values.size());
        values.forEach(value -> each.accept(this, value));
        return this;
    }

    /** How many bytes were written so far. */
    public int size() {
        return size;
    }

    /** All that was written. */
    public Bytes toBytes() {
        return Bytes.owning(Arrays.copyOf(buffer, size));
    }

    private void reserve(int more) {
        if (buffer.length - size < more) {
            buffer = Arrays.copyOf(buffer, Math.max(buffer.length * 2, Math.addExact(size, more)));
        }
    }
}
