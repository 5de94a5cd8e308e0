package io.arewealive.core.architecture.planted.loop;

import java.time.Instant;

final class Now {
    final Instant now = Instant.now();
}
