package io.arewealive.node;

import java.util.UUID;

/**
 * The id of one attempt to change something. A retry with the same id is applied at most once, and the id tells later what became
 * of an attempt whose answer never came.
 *
 * @param value the 128-bit id
 */
public record CommandId(UUID value) {

    /** A new random id. */
    public static CommandId random() {
        return new CommandId(UUID.randomUUID());
    }

    /**
     * Reads the canonical form.
     *
     * @throws IllegalArgumentException if the text is not a UUID
     */
    public static CommandId parse(String text) {
        return new CommandId(UUID.fromString(text));
    }

    /** As a record's own, without its detour: ids are looked up in maps at every step. */
    @Override
    public boolean equals(Object other) {
        return other instanceof CommandId id && value.equals(id.value);
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
