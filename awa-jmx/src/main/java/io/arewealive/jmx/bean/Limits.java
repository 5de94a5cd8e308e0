package io.arewealive.jmx.bean;

import io.arewealive.jmx.open.Arguments;
import io.arewealive.jmx.open.Parameter;

/** The numbers that listing operations take. */
final class Limits {

    private static final String NAME = "limit";

    private Limits() {}

    static Parameter parameter(int ifZero, int max) {
        return Parameter.integer(NAME, "rows", "The most rows to give, 1 to " + max + "; 0 for " + ifZero + ".");
    }

    static int read(Arguments arguments, int ifZero, int max) {
        int limit = arguments.integer(NAME);
        if (limit < 0 || limit > max) {
            throw new IllegalArgumentException(
                    NAME + " " + limit + " must lie between 1 and " + max + ", or be 0 for " + ifZero);
        }
        return limit == 0 ? ifZero : limit;
    }

    static long notNegative(Arguments arguments, String name) {
        long number = arguments.number(name);
        if (number < 0) {
            throw new IllegalArgumentException(name + " " + number + " must be 0 or more");
        }
        return number;
    }
}
