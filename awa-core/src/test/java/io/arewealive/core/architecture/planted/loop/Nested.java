package io.arewealive.core.architecture.planted.loop;

final class Nested {
    static final class Deeper {
        final long now = System.nanoTime();
    }
}
