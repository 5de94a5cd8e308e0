package io.arewealive.node;

import java.util.UUID;

/**
 * The identity of a node: minted once in its data directory and kept for life. Name, host and port may change, the id never does.
 *
 * @param value the 128-bit id
 */
public record NodeId(UUID value) implements Comparable<NodeId> {

    /** A new random id. */
    public static NodeId random() {
        return new NodeId(UUID.randomUUID());
    }

    /**
     * Reads the canonical form, for example {@code 6f1c1d2e-8a77-4c55-9d5e-0f7a3a1b2c3d}.
     *
     * @throws IllegalArgumentException if the text is not a UUID
     */
    public static NodeId parse(String text) {
        return new NodeId(UUID.fromString(text));
    }

    /** The first eight hex digits, for log lines and narrow columns. Not unique by promise. */
    public String brief() {
        return value.toString().substring(0, 8);
    }

    /** Orders ids by their unsigned bytes, the same on every JVM. */
    @Override
    public int compareTo(NodeId other) {
        int high = Long.compareUnsigned(value.getMostSignificantBits(), other.value.getMostSignificantBits());
        return high != 0
                ? high
                : Long.compareUnsigned(value.getLeastSignificantBits(), other.value.getLeastSignificantBits());
    }

    /** As a record's own, without its detour: ids are looked up in maps at every step. */
    @Override
    public boolean equals(Object other) {
        return other instanceof NodeId id && value.equals(id.value);
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
