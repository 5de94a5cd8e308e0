package io.arewealive.core.machine;

import io.arewealive.core.step.Effect;
import io.arewealive.status.Severity;
import java.time.Duration;
import java.util.Optional;

/**
 * Tells the log what a node without a cluster waits for: when it has waited for a while, and again when the reason is another one. Who
 * watches a server start sees no status. Called from the loop only.
 */
final class Waiting {

    private static final long PATIENCE_NANOS = Duration.ofSeconds(5).toNanos();
    private static final long BETWEEN_NANOS = Duration.ofSeconds(30).toNanos();

    private final Knowledge known;
    private final Problems problems;
    private String told = "";
    private long nextNanos;

    Waiting(Knowledge known, Problems problems) {
        this.known = known;
        this.problems = problems;
        this.nextNanos = known.now.nanos() + PATIENCE_NANOS;
    }

    void tick() {
        if (known.inCluster || nextNanos - known.now.nanos() > 0) {
            return;
        }
        Optional<String> why = problems.whyNotJoined().filter(reason -> !reason.equals(told));
        why.ifPresent(reason -> {
            told = reason;
            nextNanos = known.now.nanos() + BETWEEN_NANOS;
            known.emit(new Effect.Note(Severity.WARNING, "has not joined a cluster yet: " + reason));
        });
    }
}
