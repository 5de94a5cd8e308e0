package io.arewealive.samples.benchmarks;

import java.util.Map;
import java.util.Optional;

/**
 * What a figure is held to.
 *
 * @param limit in the figure's unit
 * @param kind what must keep it
 */
record Bar(double limit, Kind kind) {

    /** What must keep the limit. */
    enum Kind {
        /** The median must not be above it. */
        AT_MOST,
        /** No value may be above it. */
        NEVER_ABOVE,
        /** The median must not be below it. */
        AT_LEAST
    }

    private static final Map<String, Bar> BARS = Map.ofEntries(
            Map.entry(Names.START, new Bar(600, Kind.AT_MOST)),
            Map.entry(Names.BACK, new Bar(600, Kind.AT_MOST)),
            Map.entry(Names.EDIT_OF_3, new Bar(5, Kind.AT_MOST)),
            Map.entry(Names.EDIT_OF_8, new Bar(15, Kind.AT_MOST)),
            Map.entry(Names.STATUS, new Bar(400, Kind.AT_MOST)),
            Map.entry(Names.PAUSE + " default", new Bar(0, Kind.NEVER_ABOVE)),
            Map.entry(Names.KILL + " default", new Bar(200, Kind.AT_MOST)),
            Map.entry(Names.KILL + " fast", new Bar(80, Kind.AT_MOST)),
            Map.entry(Names.KILL_LED + " default", new Bar(300, Kind.AT_MOST)),
            Map.entry(Names.KILL_LED + " fast", new Bar(100, Kind.AT_MOST)),
            Map.entry(Names.HANG + " default", new Bar(900, Kind.AT_MOST)),
            Map.entry(Names.HANG + " fast", new Bar(400, Kind.AT_MOST)),
            Map.entry(Names.HANG_LED + " default", new Bar(900, Kind.AT_MOST)),
            Map.entry(Names.HANG_LED + " fast", new Bar(400, Kind.AT_MOST)),
            Map.entry(Names.CUT + " default", new Bar(900, Kind.AT_MOST)),
            Map.entry(Names.CUT + " fast", new Bar(400, Kind.AT_MOST)),
            Map.entry(Names.HEAL, new Bar(4000, Kind.AT_MOST)),
            Map.entry(Names.JOIN_BEYOND, new Bar(800, Kind.AT_MOST)),
            Map.entry(Names.JOIN_KEYS_BEYOND, new Bar(800, Kind.AT_MOST)),
            Map.entry(Names.MEMORY, new Bar(110, Kind.AT_MOST)),
            Map.entry(Names.CPU + " default", new Bar(0.3, Kind.AT_MOST)),
            Map.entry(Names.WRITE_ONE, new Bar(2_500, Kind.AT_LEAST)),
            Map.entry(Names.WRITE_MEDIAN, new Bar(0.35, Kind.AT_MOST)),
            Map.entry(Names.WRITE_MANY, new Bar(45_000, Kind.AT_LEAST)),
            Map.entry(Names.WRITE_THROUGH, new Bar(22_500, Kind.AT_LEAST)),
            Map.entry(Names.READ_MANY, new Bar(20_000, Kind.AT_LEAST)),
            Map.entry(Names.WRITE_GROWTH, new Bar(16, Kind.AT_MOST)),
            Map.entry(Names.CHECK, new Bar(150, Kind.AT_MOST)),
            Map.entry(Names.BUSY_ALARMS, new Bar(0, Kind.NEVER_ABOVE)));

    /** The bar of a figure, if there is one; twice as wide beside busy threads. */
    static Optional<Bar> of(String name, String profile) {
        if (name.startsWith(Names.BUSY) && !BARS.containsKey(name)) {
            return of(name.substring(Names.BUSY.length()), profile).map(bar -> new Bar(bar.limit * 2, bar.kind));
        }
        return Optional.ofNullable(BARS.getOrDefault(name + " " + profile, BARS.get(name)));
    }

    boolean isMetBy(Figure figure) {
        return switch (kind) {
            case AT_MOST -> figure.median() <= limit;
            case NEVER_ABOVE -> figure.most() <= limit;
            case AT_LEAST -> figure.median() >= limit;
        };
    }
}
