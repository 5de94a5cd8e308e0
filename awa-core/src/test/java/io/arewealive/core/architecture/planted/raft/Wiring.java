package io.arewealive.core.architecture.planted.raft;

/** The name does not help in a pure package. */
final class Wiring {
    final long now = System.nanoTime();
}
