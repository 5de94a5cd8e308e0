package io.arewealive.core.architecture.planted.loop;

import java.util.function.LongSupplier;

final class Refers {
    final LongSupplier now = System::nanoTime;
}
