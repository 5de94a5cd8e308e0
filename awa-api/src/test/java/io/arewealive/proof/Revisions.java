package io.arewealive.proof;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Numbers that one counter gave out must rise in time: whoever began after another had ended was told a greater one, or, if it only
 * looked, none that is less. The store's revisions and the fencing tokens are such numbers, over all keys and any number of operations.
 */
public final class Revisions {

    private Revisions() {}

    /**
     * A number that somebody was told.
     *
     * @param taken whether the counter was raised for it; else it was only looked at
     * @param what for people
     */
    public record Told(long invoked, long returned, long number, boolean taken, String what) {}

    private record Moment(long at, boolean isReturn, Told told) {}

    /** What is wrong with the revisions of a history, if anything. */
    public static Optional<String> check(List<Operation> history) {
        List<Told> told = new ArrayList<>();
        for (Operation each : history) {
            String what = "client " + each.client() + ": " + each.key() + " " + Story.text(each.ask()) + " -> "
                    + Story.text(each.answer());
            if (each.answer() instanceof Answer.Done done) {
                told.add(new Told(each.invoked(), each.returned(), done.revision(), true, what));
            } else if (each.answer() instanceof Answer.Saw saw) {
                told.add(new Told(each.invoked(), each.returned(), saw.storeRevision(), false, what));
            }
        }
        return fault(told);
    }

    /** What is wrong with these numbers, if anything. */
    public static Optional<String> fault(List<Told> all) {
        return twice(all).or(() -> fallen(all));
    }

    private static Optional<String> twice(List<Told> all) {
        Map<Long, Told> takers = new HashMap<>();
        for (Told each : all) {
            Told other = each.taken() ? takers.put(each.number(), each) : null;
            if (other != null) {
                return Optional.of(
                        "@" + each.number() + " was given out twice:\n  " + other.what() + "\n  " + each.what());
            }
        }
        return Optional.empty();
    }

    private static Optional<String> fallen(List<Told> all) {
        List<Moment> moments = new ArrayList<>();
        for (Told each : all) {
            moments.add(new Moment(each.invoked(), false, each));
            moments.add(new Moment(each.returned(), true, each));
        }
        moments.sort(Comparator.comparingLong(Moment::at).thenComparing(Moment::isReturn));
        IdentityHashMap<Told, Told> greatestBefore = new IdentityHashMap<>();
        Told greatest = new Told(0, 0, 0, false, "the beginning");
        for (Moment moment : moments) {
            Told told = moment.told();
            if (!moment.isReturn()) {
                greatestBefore.put(told, greatest);
                continue;
            }
            Told before = Objects.requireNonNull(greatestBefore.get(told));
            if (told.number() < before.number() || (told.taken() && told.number() == before.number())) {
                return Optional.of("numbers that fall: after\n  " + before.what() + " (@" + before.number()
                        + ") had ended,\n  " + told.what() + " (@" + told.number() + ") began");
            }
            greatest = told.number() > greatest.number() ? told : greatest;
        }
        return Optional.empty();
    }
}
