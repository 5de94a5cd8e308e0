package io.arewealive.proof;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Checks histories of the key-value store. A history is linearizable if that of each key is (Herlihy and Wing, <i>Linearizability</i>,
 * 1990, theorem 1: locality), so each key is checked by itself, by {@link Search}; what revisions say across keys is checked by
 * {@link Revisions}.
 */
public final class Linearizability {

    /** The most operations on one key: the search may double with each one that is open at the same time. */
    public static final int MOST_OPERATIONS = 200;

    /** How many places of one search are remembered, about 100 MB and a second or two; then it gives up. */
    public static final int MOST_PLACES = 500_000;

    private Linearizability() {}

    /** Checks all keys, and the revisions across them; the first that fails decides. */
    public static Verdict check(List<Operation> history) {
        Map<String, List<Operation>> byKey =
                history.stream().collect(Collectors.groupingBy(Operation::key, TreeMap::new, Collectors.toList()));
        for (Map.Entry<String, List<Operation>> each : byKey.entrySet()) {
            Verdict verdict = checkKey(each.getKey(), each.getValue(), MOST_PLACES);
            if (!(verdict instanceof Verdict.Linearizable)) {
                return verdict;
            }
        }
        return Revisions.check(history)
                .<Verdict>map(story -> new Verdict.Violated("all", story))
                .orElseGet(() -> new Verdict.Linearizable(history.size(), byKey.size()));
    }

    static Verdict checkKey(String key, List<Operation> all, int mostPlaces) {
        if (all.size() > MOST_OPERATIONS) {
            return new Verdict.Undecided(
                    key,
                    all.size() + " operations are more than " + MOST_OPERATIONS
                            + "; spread the work over more keys, each is checked by itself");
        }
        List<Operation> written = all.stream()
                .filter(operation -> !(operation.answer() instanceof Answer.NotWritten))
                .toList();
        return switch (new Search(written, mostPlaces).run()) {
            case FOUND -> new Verdict.Linearizable(all.size(), 1);
            case NONE -> new Verdict.Violated(key, story(key, all, written, mostPlaces));
            case GIVEN_UP ->
                new Verdict.Undecided(
                        key,
                        "more than " + mostPlaces + " ways to order its " + all.size() + " operations, of which "
                                + written.stream()
                                        .filter(operation -> !operation.hasReturned())
                                        .count()
                                + " never returned; let fewer clients share a key");
        };
    }

    /** Any beginning of a linearizable history is one, so the smallest that is none is found by halving. */
    private static String story(String key, List<Operation> all, List<Operation> written, int mostPlaces) {
        List<Long> ends = written.stream()
                .filter(Operation::hasReturned)
                .map(Operation::returned)
                .sorted()
                .distinct()
                .toList();
        int good = -1;
        int bad = ends.size() - 1;
        while (bad - good > 1) {
            int middle = (good + bad) / 2;
            Search.Result result = new Search(beginning(written, ends.get(middle)), mostPlaces).run();
            if (result == Search.Result.NONE) {
                bad = middle;
            } else {
                good = middle;
            }
        }
        Search fails = new Search(beginning(written, ends.get(bad)), mostPlaces);
        fails.run();
        Search succeeds = good < 0
                ? new Search(List.of(), mostPlaces)
                : new Search(beginning(written, ends.get(good)), mostPlaces);
        succeeds.run();
        return new Story(key, all, fails, succeeds.order()).text();
    }

    /** What had begun by then; what had not returned was open. */
    private static List<Operation> beginning(List<Operation> operations, long end) {
        List<Operation> begun = new ArrayList<>();
        for (Operation each : operations) {
            if (each.returned() <= end) {
                begun.add(each);
            } else if (each.invoked() <= end && each.mayWrite()) {
                begun.add(each.pending());
            }
        }
        return begun;
    }
}
