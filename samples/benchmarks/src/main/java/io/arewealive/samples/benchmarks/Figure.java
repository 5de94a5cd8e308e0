package io.arewealive.samples.benchmarks;

import java.util.List;
import java.util.Locale;

/**
 * One thing that was measured several times.
 *
 * @param name what
 * @param unit of the values
 * @param profile of AWA's cluster, or which peer it was
 * @param values one for each time, sorted
 */
record Figure(String name, String unit, String profile, List<Double> values) {

    Figure {
        if (values.isEmpty()) {
            throw new IllegalArgumentException("nothing was measured for \"" + name + "\"");
        }
        values = values.stream().sorted().toList();
    }

    double median() {
        int middle = values.size() / 2;
        return values.size() % 2 == 1 ? values.get(middle) : (values.get(middle - 1) + values.get(middle)) / 2;
    }

    double least() {
        return values.get(0);
    }

    double most() {
        return values.get(values.size() - 1);
    }

    /** One line of JSON. */
    String json(String kind, Conditions conditions) {
        return String.format(
                Locale.ROOT,
                "{\"figure\":\"%s\",\"%s\":\"%s\",\"unit\":\"%s\",\"times\":%d,\"median\":%.2f,\"min\":%.2f,\"max\":%.2f,%s}",
                name,
                kind,
                profile,
                unit,
                values.size(),
                median(),
                least(),
                most(),
                conditions.json());
    }

    static String text(double value) {
        return String.format(Locale.ROOT, value < 10 ? "%.2f" : value < 100 ? "%.1f" : "%.0f", value);
    }
}
