package io.arewealive.core.machine;

import io.arewealive.kv.KvEntry;
import io.arewealive.kv.KvOutcome;
import io.arewealive.kv.KvValue;
import io.arewealive.kv.KvWrite;
import io.arewealive.kv.Operator;
import io.arewealive.kv.Reading;
import io.arewealive.proof.History;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;

/** Reads and writes a few keys, each value once, and tells the history what it was told. */
final class KvClient extends KvCaller {

    private static final int KEYS = 4;

    /** The checker's bound for one key, less what is read in the end. */
    private static final int MOST_ON_A_KEY = 180;

    private final History history;
    private final Map<String, Integer> asked;
    private final Map<String, KvEntry> seen = new HashMap<>();
    private int lastValue;

    /** @param asked how often each key was asked for so far, by all clients */
    KvClient(int number, LocalCluster cluster, SplittableRandom random, History history, Map<String, Integer> asked) {
        super(number, cluster, random);
        this.history = history;
        this.asked = asked;
    }

    static String key(int which) {
        return "proof/key-" + which % KEYS;
    }

    @Override
    void next() {
        String key = key(random.nextInt(KEYS));
        if (asked.merge(key, 1, Integer::sum) > MOST_ON_A_KEY) {
            return;
        }
        Optional<KvEntry> there = Optional.ofNullable(seen.get(key));
        KvValue value = KvValue.of("c" + number + "-" + ++lastValue);
        switch (random.nextInt(20)) {
            case 0, 1 -> write(new KvWrite.Unset(key));
            case 2, 3, 4 -> write(new KvWrite.CompareAndSet(key, there.map(KvEntry::value), value, 0));
            case 5 ->
                write(new KvWrite.SetAtRevision(
                        key, there.map(KvEntry::revision).orElse(0L), value, 0));
            case 6 ->
                write(new KvWrite.SetIf(
                        key,
                        random.nextBoolean() ? Operator.EQUAL : Operator.NOT_EQUAL,
                        there.map(KvEntry::value).orElse(value),
                        value,
                        0));
            case 7, 8, 9, 10, 11 -> write(new KvWrite.Set(key, value, 0));
            default -> read(key);
        }
    }

    @Override
    void wrote(long invoked, long returned, KvWrite write, KvOutcome outcome) {
        history.wrote(number, invoked, returned, write, outcome);
    }

    @Override
    void saw(long invoked, long returned, String key, Reading.Found<Optional<KvEntry>> found) {
        history.read(number, invoked, returned, key, found);
        found.value().ifPresentOrElse(entry -> seen.put(key, entry), () -> seen.remove(key));
    }
}
