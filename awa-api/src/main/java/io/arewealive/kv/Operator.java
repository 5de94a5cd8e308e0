package io.arewealive.kv;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * How a conditional write compares the value there is with the one given. Two numbers compare as numbers ({@code 10} is greater than
 * {@code 9}, and {@code 1.0} equal to {@code 1}), anything else by its bytes. The forms with a dash want numbers and hold for nothing
 * else; the others take text too.
 */
public enum Operator {
    /** Equal. */
    EQUAL("=", false),
    /** Not equal. */
    NOT_EQUAL("!=", false),
    /** Less; text in the order of its bytes. */
    BEFORE("<", false),
    /** Less or equal. */
    NOT_AFTER("<=", false),
    /** Greater. */
    AFTER(">", false),
    /** Greater or equal. */
    NOT_BEFORE(">=", false),
    /** Equal numbers. */
    NUMBER_EQUAL("-eq", true),
    /** Different numbers. */
    NUMBER_NOT_EQUAL("-ne", true),
    /** A lesser number. */
    NUMBER_LESS("-lt", true),
    /** A lesser or equal number. */
    NUMBER_LESS_OR_EQUAL("-le", true),
    /** A greater number. */
    NUMBER_GREATER("-gt", true),
    /** A greater or equal number. */
    NUMBER_GREATER_OR_EQUAL("-ge", true);

    /** Longer texts are no numbers, so that no comparison costs more than a glance. */
    private static final int MAX_NUMBER = 64;

    private static final int MAX_EXPONENT = 400;

    private final String sign;
    private final boolean numbersOnly;

    Operator(String sign, boolean numbersOnly) {
        this.sign = sign;
        this.numbersOnly = numbersOnly;
    }

    /** The sign, for example {@code -lt}. */
    public String sign() {
        return sign;
    }

    /** Whether it compares nothing but numbers. */
    public boolean numbersOnly() {
        return numbersOnly;
    }

    /**
     * The operator with this sign.
     *
     * @throws IllegalArgumentException if there is none; the message names all
     */
    public static Operator of(String sign) {
        return Arrays.stream(values())
                .filter(operator -> operator.sign.equals(sign))
                .findFirst()
                .orElseThrow(
                        () -> new IllegalArgumentException("there is no operator \"" + sign + "\"; the operators are "
                                + Arrays.stream(values()).map(Operator::sign).collect(Collectors.joining(" "))));
    }

    /** Whether it holds for what there is, on its left, and what was given, on its right. */
    public boolean holds(KvValue there, KvValue given) {
        Optional<BigDecimal> left = number(there);
        Optional<BigDecimal> right = number(given);
        if (left.isPresent() && right.isPresent()) {
            return fits(left.get().compareTo(right.get()));
        }
        return !numbersOnly && fits(java.util.Arrays.compareUnsigned(there.bytes(), given.bytes()));
    }

    private boolean fits(int order) {
        return switch (this) {
            case EQUAL, NUMBER_EQUAL -> order == 0;
            case NOT_EQUAL, NUMBER_NOT_EQUAL -> order != 0;
            case BEFORE, NUMBER_LESS -> order < 0;
            case NOT_AFTER, NUMBER_LESS_OR_EQUAL -> order <= 0;
            case AFTER, NUMBER_GREATER -> order > 0;
            case NOT_BEFORE, NUMBER_GREATER_OR_EQUAL -> order >= 0;
        };
    }

    /** The value as a number, if it is one as people write it: digits, a sign, a point, an exponent. */
    public static Optional<BigDecimal> number(KvValue value) {
        if (value.size() == 0 || value.size() > MAX_NUMBER) {
            return Optional.empty();
        }
        String text = value.text();
        if (!List.of('-', '+', '.').contains(text.charAt(0)) && !Character.isDigit(text.charAt(0))) {
            return Optional.empty();
        }
        try {
            var number = new BigDecimal(text);
            return Math.abs((long) number.scale()) > MAX_EXPONENT ? Optional.empty() : Optional.of(number);
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }
}
