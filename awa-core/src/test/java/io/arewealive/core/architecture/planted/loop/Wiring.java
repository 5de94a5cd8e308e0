package io.arewealive.core.architecture.planted.loop;

import java.util.function.LongSupplier;

/** Allowed here. */
final class Wiring {
    static final class Deeper {
        final LongSupplier now = () -> System.nanoTime();
    }
}
