package io.arewealive.jmx.open;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.management.openmbean.CompositeData;
import javax.management.openmbean.CompositeDataSupport;
import javax.management.openmbean.CompositeType;
import javax.management.openmbean.OpenDataException;
import javax.management.openmbean.OpenType;

/** How a {@code T} looks as open data: a row with described columns. Immutable, any thread. */
public final class Shape<T> {

    private final List<Field<T>> fields;
    private final String[] names;
    private final CompositeType type;
    private final Map<String, Field<T>> byName;

    private Shape(String name, String description, List<Field<T>> fields) {
        this.fields = List.copyOf(fields);
        this.names = fields.stream().map(Field::name).toArray(String[]::new);
        this.type = compositeType(name, description, fields, names);
        this.byName = fields.stream().collect(Collectors.toUnmodifiableMap(Field::name, field -> field));
    }

    /** Begins a shape. */
    public static <T> Builder<T> named(String name, String description) {
        return new Builder<>(name, description);
    }

    /** The columns in their order. */
    public List<Field<T>> fields() {
        return fields;
    }

    /** The type of one row. */
    public CompositeType type() {
        return type;
    }

    /** The type of a table of rows. */
    public OpenType<?> arrayType() {
        return ArrayTypes.of(type);
    }

    /** One value as a row. */
    public CompositeData row(T value) {
        try {
            return new CompositeDataSupport(
                    type, names, fields.stream().map(field -> field.read(value)).toArray());
        } catch (OpenDataException e) {
            throw new IllegalStateException("a row of " + type.getTypeName(), e);
        }
    }

    /** Values as a table, whose cells are worked out when somebody looks at them. */
    public CompositeData[] rows(Collection<? extends T> values) {
        var rows = new CompositeData[values.size()];
        int i = 0;
        for (T value : values) {
            rows[i++] = new LazyRow<>(this, value);
        }
        return rows;
    }

    /** The column of this name. */
    Optional<Field<T>> field(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    private static <T> CompositeType compositeType(
            String name, String description, List<Field<T>> fields, String[] names) {
        try {
            return new CompositeType(
                    name,
                    description,
                    names,
                    fields.stream().map(Shape::describe).toArray(String[]::new),
                    fields.stream().map(Field::type).toArray(OpenType<?>[]::new));
        } catch (OpenDataException e) {
            throw new IllegalArgumentException("the shape " + name, e);
        }
    }

    private static String describe(Field<?> field) {
        return field.unit().isEmpty() ? field.description() : field.description() + " Unit: " + field.unit() + ".";
    }

    /** Collects the columns of a shape. */
    public static final class Builder<T> {

        private final String name;
        private final String description;
        private final List<Field<T>> fields = new ArrayList<>();

        private Builder(String name, String description) {
            Described.require("shape", name, description);
            this.name = name;
            this.description = description;
        }

        /** Adds a column. */
        public Builder<T> with(Field<T> field) {
            fields.add(field);
            return this;
        }

        /** The shape with the columns so far. */
        public Shape<T> build() {
            return new Shape<>(name, description, fields);
        }
    }
}
