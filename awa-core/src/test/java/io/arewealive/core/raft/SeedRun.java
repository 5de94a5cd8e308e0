package io.arewealive.core.raft;

import java.util.Optional;
import java.util.function.LongFunction;

/** Runs one seed and says which promise was broken. Made by reflection where the engine's classes were replaced. */
public final class SeedRun implements LongFunction<Optional<String>> {

    @Override
    public Optional<String> apply(long seed) {
        try {
            Chaos.run(seed);
            return Optional.empty();
        } catch (IllegalStateException e) {
            return e.getCause() instanceof Violation violation && violation.isOfSafety()
                    ? Optional.of(violation.getMessage())
                    : Optional.empty();
        }
    }
}
