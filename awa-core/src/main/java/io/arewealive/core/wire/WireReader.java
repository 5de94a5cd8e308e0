package io.arewealive.core.wire;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/** Reads what {@link WireWriter} wrote. Every length is checked against what is left before anything is allocated. */
public final class WireReader {

    private final byte[] data;
    private final int end;
    private int position;

    /** Reads all of the bytes. */
    public WireReader(Bytes bytes) {
        this(bytes.array(), 0, bytes.length());
    }

    /** Reads a part of an array, which must not change meanwhile. */
    public WireReader(byte[] data, int from, int length) {
        this.data = data;
        this.position = from;
        this.end = from + length;
    }

    /** Eight bits, 0 to 255. */
    public int u8() {
        require(1);
        return data[position++] & 0xff;
    }

    /** One byte that is 0 or 1. */
    public boolean bool() {
        int value = u8();
        if (value > 1) {
            throw new WireException("a flag is 0 or 1, found " + value);
        }
        return value == 1;
    }

    /** Thirty-two bits. */
    public int i32() {
        require(4);
        return next32();
    }

    /** Sixty-four bits. */
    public long i64() {
        require(8);
        return (long) next32() << 32 | Integer.toUnsignedLong(next32());
    }

    /** Sixteen bytes. */
    public UUID uuid() {
        return new UUID(i64(), i64());
    }

    /** A text of at most {@code maxBytes} bytes of UTF-8. */
    public String text(int maxBytes) {
        int length = length(maxBytes);
        String value = new String(data, position, length, StandardCharsets.UTF_8);
        position += length;
        return value;
    }

    /** At most {@code max} bytes, copied. */
    public Bytes bytes(int max) {
        int length = length(max);
        byte[] value = new byte[length];
        System.arraycopy(data, position, value, 0, length);
        position += length;
        return Bytes.owning(value);
    }

    /** A value if its flag is set. */
    public <T> Optional<T> optional(Function<WireReader, T> each) {
        return bool() ? Optional.of(each.apply(this)) : Optional.empty();
    }

    /** At most {@code max} values, each of at least one byte. */
    public <T> List<T> list(int max, Function<WireReader, T> each) {
        int count = count(max);
        List<T> values = new ArrayList<>(Math.min(count, 1024));
        for (int i = 0; i < count; i++) {
            values.add(each.apply(this));
        }
        return List.copyOf(values);
    }

    /** A count of at most {@code max} values that follow, each of at least one byte. */
    public int count(int max) {
        return length(max);
    }

    /** One of the constants, by its ordinal. */
    public <E extends Enum<E>> E constant(E[] constants) {
        int ordinal = u8();
        if (ordinal >= constants.length) {
            throw new WireException(
                    "there is no " + constants.getClass().getComponentType().getSimpleName() + " number " + ordinal);
        }
        return constants[ordinal];
    }

    /** How many bytes are left. */
    public int left() {
        return end - position;
    }

    /** Fails if anything is left. */
    public void expectEnd() {
        if (left() != 0) {
            throw new WireException(left() + " bytes too many");
        }
    }

    private int next32() {
        int at = position;
        position += 4;
        return data[at] << 24 | (data[at + 1] & 0xff) << 16 | (data[at + 2] & 0xff) << 8 | (data[at + 3] & 0xff);
    }

    private int length(int max) {
        int length = i32();
        if (length < 0 || length > max) {
            throw new WireException("length " + Integer.toUnsignedLong(length) + " is above the limit of " + max);
        }
        require(length);
        return length;
    }

    private void require(int bytes) {
        if (left() < bytes) {
            throw new WireException("cut short: " + bytes + " bytes wanted, " + left() + " left");
        }
    }
}
