package io.arewealive.jmx.open;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a caller handed to an operation, checked against its parameters. */
public final class Arguments {

    private final Map<String, Object> values = new HashMap<>();

    private Arguments() {}

    /**
     * Checks the number and the types.
     *
     * @throws IllegalArgumentException naming the parameter that does not fit
     */
    static Arguments check(String operation, List<Parameter> parameters, @Nullable Object @Nullable [] given) {
        Object[] all = given == null ? new Object[0] : given;
        if (all.length != parameters.size()) {
            throw new IllegalArgumentException(
                    operation + " takes " + parameters.size() + " parameters, not " + all.length);
        }
        var arguments = new Arguments();
        for (int i = 0; i < all.length; i++) {
            var parameter = parameters.get(i);
            Object value = all[i];
            if (!parameter.type().isValue(value)) {
                throw new IllegalArgumentException(operation + ": " + parameter.name() + " must be a "
                        + parameter.type().getTypeName() + ", not " + value);
            }
            arguments.values.put(parameter.name(), value);
        }
        return arguments;
    }

    /** Whether the called form of the operation has this parameter. */
    public boolean has(String name) {
        return values.containsKey(name);
    }

    /** A text, without space around it. */
    public String text(String name) {
        return ((String) get(name)).strip();
    }

    /** A text exactly as given. */
    public String exactText(String name) {
        return (String) get(name);
    }

    /** Bytes. */
    public byte[] bytes(String name) {
        return (byte[]) get(name);
    }

    /** Yes or no. */
    public boolean flag(String name) {
        return (Boolean) get(name);
    }

    /** A whole number of 32 bits. */
    public int integer(String name) {
        return (Integer) get(name);
    }

    /** A whole number of 64 bits. */
    public long number(String name) {
        return (Long) get(name);
    }

    private Object get(String name) {
        Object value = values.get(name);
        if (value == null) {
            throw new AssertionError("no parameter " + name);
        }
        return value;
    }
}
