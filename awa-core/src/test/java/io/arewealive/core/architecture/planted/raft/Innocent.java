package io.arewealive.core.architecture.planted.raft;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.random.RandomGenerator;

/** Uses what it was given. */
final class Innocent {
    Duration pick(RandomGenerator random, Clock clock) {
        return Duration.between(Instant.now(clock), Instant.EPOCH).plusNanos(random.nextInt());
    }
}
