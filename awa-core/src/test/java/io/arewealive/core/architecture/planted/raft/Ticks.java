package io.arewealive.core.architecture.planted.raft;

final class Ticks {
    final long now = System.nanoTime();
}
