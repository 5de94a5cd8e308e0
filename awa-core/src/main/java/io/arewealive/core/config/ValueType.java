package io.arewealive.core.config;

import java.util.function.Function;

/**
 * How the text of a setting is read.
 *
 * @param rule what the text may be, for people: {@code a port between 1 and 65535}
 * @param parser reads the text; throws {@link IllegalArgumentException} that names the value and the rule
 * @param printer writes a value in the form in which two equal ones are the same text
 * @param <T> what the text means
 */
public record ValueType<T>(String rule, Function<String, T> parser, Function<T, String> printer) {

    /**
     * Reads the text.
     *
     * @throws IllegalArgumentException with the value and the rule
     */
    public T parse(String text) {
        return parser.apply(text);
    }

    /** Writes the value so that equal values give equal texts. */
    public String print(T value) {
        return printer.apply(value);
    }
}
