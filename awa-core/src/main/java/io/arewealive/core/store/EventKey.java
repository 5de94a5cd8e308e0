package io.arewealive.core.store;

import java.io.Serial;
import java.io.Serializable;
import java.util.Objects;

/** The key of an {@link EventRow}, in the form that JPA asks for. */
class EventKey implements Serializable {

    @Serial
    private static final long serialVersionUID = 1;

    String stream = "";
    long number;

    EventKey() {}

    @Override
    public boolean equals(Object other) {
        return other instanceof EventKey key && number == key.number && stream.equals(key.stream);
    }

    @Override
    public int hashCode() {
        return Objects.hash(stream, number);
    }
}
