package io.arewealive.core.architecture.planted.loop;

final class Calls {
    final long now = System.currentTimeMillis();
}
