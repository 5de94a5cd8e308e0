package io.arewealive.core.machine;

import java.util.Optional;
import java.util.function.LongFunction;

/** Runs one seed and says which promise was broken. Made by reflection where classes of the core were replaced. */
public final class KvSeedRun implements LongFunction<Optional<String>> {

    @Override
    public Optional<String> apply(long seed) {
        try {
            KvChaos.run(seed);
            return Optional.empty();
        } catch (AssertionError e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }
}
