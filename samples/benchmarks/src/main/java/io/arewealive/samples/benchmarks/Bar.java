package io.arewealive.samples.benchmarks;

import java.util.Map;
import java.util.Optional;

/**
 * What a figure must not exceed.
 *
 * @param most the limit, in the figure's unit
 * @param always whether each single value counts, not the median
 */
record Bar(double most, boolean always) {

    private static final Map<String, Bar> BARS = Map.ofEntries(
            Map.entry(Names.START, new Bar(600, false)),
            Map.entry(Names.BACK, new Bar(600, false)),
            Map.entry(Names.EDIT_OF_3, new Bar(5, false)),
            Map.entry(Names.EDIT_OF_8, new Bar(15, false)),
            Map.entry(Names.STATUS, new Bar(400, false)),
            Map.entry(Names.PAUSE + " default", new Bar(0, true)),
            Map.entry(Names.KILL + " default", new Bar(200, false)),
            Map.entry(Names.KILL + " fast", new Bar(80, false)),
            Map.entry(Names.KILL_LED + " default", new Bar(300, false)),
            Map.entry(Names.KILL_LED + " fast", new Bar(100, false)),
            Map.entry(Names.HANG + " default", new Bar(900, false)),
            Map.entry(Names.HANG + " fast", new Bar(400, false)),
            Map.entry(Names.HANG_LED + " default", new Bar(900, false)),
            Map.entry(Names.HANG_LED + " fast", new Bar(400, false)),
            Map.entry(Names.CUT + " default", new Bar(900, false)),
            Map.entry(Names.CUT + " fast", new Bar(400, false)),
            Map.entry(Names.HEAL, new Bar(4000, false)),
            Map.entry(Names.JOIN_BEYOND, new Bar(800, false)),
            Map.entry(Names.MEMORY, new Bar(110, false)),
            Map.entry(Names.CPU + " default", new Bar(0.3, false)),
            Map.entry(Names.BUSY_ALARMS, new Bar(0, true)));

    /** The bar of a figure, if there is one; twice as wide beside busy threads. */
    static Optional<Bar> of(String name, String profile) {
        if (name.startsWith(Names.BUSY) && !BARS.containsKey(name)) {
            return of(name.substring(Names.BUSY.length()), profile).map(bar -> new Bar(bar.most * 2, bar.always));
        }
        return Optional.ofNullable(BARS.getOrDefault(name + " " + profile, BARS.get(name)));
    }

    boolean isMetBy(Figure figure) {
        return (always ? figure.most() : figure.median()) <= most;
    }
}
