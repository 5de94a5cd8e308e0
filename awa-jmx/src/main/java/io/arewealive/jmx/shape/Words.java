package io.arewealive.jmx.shape;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** Constants as words in lower case, {@code NO_SUCH_NODE} as {@code no-such-node}, and back. */
public final class Words {

    private Words() {}

    /** The word of a constant. */
    public static String of(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * The constant of a word.
     *
     * @throws IllegalArgumentException naming the word and all that are known
     */
    public static <E extends Enum<E>> E parse(Class<E> type, String what, String word) {
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> of(constant).equalsIgnoreCase(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(what + " \"" + word + "\" must be one of "
                        + Arrays.stream(type.getEnumConstants()).map(Words::of).collect(Collectors.joining(", "))));
    }
}
