package io.arewealive.jmx.open;

import java.io.ObjectStreamException;
import java.io.Serial;
import java.io.Serializable;
import java.util.Arrays;
import java.util.Collection;
import java.util.Optional;
import javax.management.openmbean.CompositeData;
import javax.management.openmbean.CompositeType;
import org.jspecify.annotations.Nullable;

/**
 * A row of a table that is worked out cell by cell, when somebody looks: a table of a thousand nodes is read far less often than it changes.
 * What leaves the JVM is the JDK's own kind of row, so that nobody needs this class. Immutable if the value is, any thread.
 */
final class LazyRow<T> implements CompositeData, Serializable {

    @Serial
    private static final long serialVersionUID = 1;

    private final transient Shape<T> shape;
    private final transient T value;

    LazyRow(Shape<T> shape, T value) {
        this.shape = shape;
        this.value = value;
    }

    @Override
    public CompositeType getCompositeType() {
        return shape.type();
    }

    @Override
    public Object get(String key) {
        return find(key)
                .orElseThrow(() -> new javax.management.openmbean.InvalidKeyException(
                        "no column " + key + " in " + shape.type().getTypeName()));
    }

    @Override
    public Object[] getAll(String[] keys) {
        return Arrays.stream(keys).map(this::get).toArray();
    }

    @Override
    public boolean containsKey(String key) {
        return shape.type().containsKey(key);
    }

    @Override
    public boolean containsValue(@Nullable Object wanted) {
        return values().contains(wanted);
    }

    @Override
    public Collection<?> values() {
        return whole().values();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof CompositeData
                && whole().equals(other instanceof LazyRow<?> lazy ? lazy.whole() : other);
    }

    @Override
    public int hashCode() {
        return whole().hashCode();
    }

    @Override
    public String toString() {
        return whole().toString();
    }

    private Optional<Object> find(String key) {
        return shape.field(key).map(field -> field.read(value));
    }

    private CompositeData whole() {
        return shape.row(value);
    }

    @Serial
    private Object writeReplace() throws ObjectStreamException {
        return whole();
    }
}
