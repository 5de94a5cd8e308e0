package io.arewealive.node;

/**
 * The hash of a change list up to one version: the first 128 bits of SHA-256 over the hash before it and the encoded change. Two
 * nodes with the same version and the same hash have applied the same changes in the same order.
 *
 * @param high the first 64 bits
 * @param low the next 64 bits
 */
public record ChangeHash(long high, long low) {

    /** The hash of the empty list, at version 0. */
    public static final ChangeHash EMPTY = new ChangeHash(0, 0);

    /**
     * Reads 32 hex digits.
     *
     * @throws IllegalArgumentException if the text is anything else
     */
    public static ChangeHash parse(String text) {
        if (text.length() != 32) {
            throw new IllegalArgumentException("a change hash has 32 hex digits: " + text);
        }
        return new ChangeHash(Long.parseUnsignedLong(text, 0, 16, 16), Long.parseUnsignedLong(text, 16, 32, 16));
    }

    /** 32 lower-case hex digits. */
    @Override
    public String toString() {
        return String.format("%016x%016x", high, low);
    }
}
